package confab.bench;

/**
 * What receivers heard against what they should have.
 *
 * @param received deliveries, repeated ones included
 * @param missing not heard, in the middle or at the end
 * @param skipped of these, in the middle: a later one was heard
 * @param repeated heard again
 * @param disordered heard after a later one
 */
record Tally(long received, long missing, long skipped, long repeated, long disordered) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                received + other.received,
                missing + other.missing,
                skipped + other.skipped,
                repeated + other.repeated,
                disordered + other.disordered);
    }

    boolean isWhole() {
        return missing == 0 && skipped == 0 && repeated == 0 && disordered == 0;
    }
}
