package confab.config;

import java.util.List;

/** The settings cannot be used and the node must not start; each problem is a sentence for the person who set them. */
public final class BadSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BadSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
