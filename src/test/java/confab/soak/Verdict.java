package confab.soak;

import java.util.Optional;

/** Whether a promise held, or the first counterexample. */
record Verdict(String promise, Optional<String> counterexample) {
    boolean isHeld() {
        return counterexample.isEmpty();
    }

    @Override
    public String toString() {
        return promise + ": "
                + counterexample.map(example -> "BROKEN, " + example).orElse("held");
    }
}
