package confab.bench;

import java.util.ArrayList;
import java.util.List;

/** Holds one receiver's messages of one numbering to "1, 2, 3 …": counts what is left out, comes again or comes late. */
final class OrderCheck {
    /** Gaps that are remembered, to tell a late message from a repeated one; past that, late ones count as repeated. */
    private static final int MAX_GAPS = 1_000;

    private long next = 1;
    private long skipped;
    private long repeated;
    private long disordered;

    /** Oldest first; each from, to, both missing. */
    private List<long[]> gaps = List.of();

    /** Whoever comes later than the first message begins after that one. */
    void startAfter(long last) {
        next = last + 1;
    }

    void heard(long number) {
        if (number == next) {
            next++;
        } else {
            heardOutOfTurn(number);
        }
    }

    /** Left out, and not come since. */
    long skipped() {
        return skipped;
    }

    long repeated() {
        return repeated;
    }

    /** Come after a later one. */
    long disordered() {
        return disordered;
    }

    private void heardOutOfTurn(long number) {
        if (number > next) {
            skipped += number - next;
            if (gaps.isEmpty()) {
                gaps = new ArrayList<>();
            }
            if (gaps.size() < MAX_GAPS) {
                gaps.add(new long[] {next, number - 1});
            }
            next = number + 1;
        } else if (wasMissing(number)) {
            skipped--;
            disordered++;
        } else {
            repeated++;
        }
    }

    /** Takes the number out of the gap that it is of. */
    private boolean wasMissing(long number) {
        for (int i = 0; i < gaps.size(); i++) {
            long[] gap = gaps.get(i);
            if (gap[0] <= number && number <= gap[1]) {
                gaps.remove(i);
                if (gap[0] < number) {
                    gaps.add(new long[] {gap[0], number - 1});
                }
                if (number < gap[1]) {
                    gaps.add(new long[] {number + 1, gap[1]});
                }
                return true;
            }
        }
        return false;
    }
}
