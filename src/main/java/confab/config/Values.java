package confab.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of one section, checked as they are read. A bad one is a sentence in {@code problems} and reads as its
 * stand-in, so that one look finds all of them.
 */
final class Values {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Config config;
    private final String section;
    private final List<String> problems;

    Values(Config config, String section, List<String> problems) {
        this.config = config;
        this.section = section;
        this.problems = problems;
    }

    int port(String key) {
        return integer(key, 0, 65535);
    }

    int integer(String key, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        return Math.toIntExact(
                parse(key, expected, (long) min, value -> within((long) min, Long.parseLong(text(value)), (long) max)));
    }

    int intBytes(String key, int min, int max) {
        return Math.toIntExact(bytes(key, min, max));
    }

    /** Sizes: a number of bytes, or with a unit as in {@code 16 KiB}. */
    long bytes(String key, long min, long max) {
        String expected = "a size from " + min + " to " + max + " bytes, as in 64 KiB";
        return parse(key, expected, min, value -> within(min, config.getBytes(path(key)), max));
    }

    /** From {@code min} to a day. */
    Duration duration(String key, Duration min) {
        return duration(key, min, LONGEST);
    }

    /** The format reads a number without a unit as milliseconds, who writes it means seconds. */
    Duration duration(String key, Duration min, Duration max) {
        String expected = "a duration from " + min.toMillis() + "ms to " + max.toDays() + "d with its unit, as in 10s";
        return parse(key, expected, min, value -> {
            String text = nonEmpty(value);
            if (Character.isDigit(text.charAt(text.length() - 1))) {
                throw new IllegalArgumentException("no unit");
            }
            return within(min, config.getDuration(path(key)), max);
        });
    }

    /** On or off. */
    boolean flag(String key) {
        return parse(key, "on or off", false, value -> config.getBoolean(path(key)));
    }

    Path folder(String key) {
        return parse(key, "a folder", Path.of("."), value -> Path.of(nonEmpty(value)));
    }

    Path file(String key) {
        return parse(key, "a file", Path.of("."), value -> Path.of(nonEmpty(value)));
    }

    /** Text of at least one character. */
    String name(String key) {
        return parse(key, "a text that is not empty", "?", Values::nonEmpty);
    }

    /** Text that may be empty, which stands for none. */
    @Nullable
    String optional(String key) {
        String text = parse(key, "a text", "", Values::text);
        return text.isEmpty() ? null : text;
    }

    /** What HTTP calls a token (RFC 9110, section 5.6.2), as a name that goes into a header; empty for none. */
    @Nullable
    String token(String key) {
        String token = parse(key, "a name of ASCII letters, digits, - and _, or nothing", "", value -> {
            String text = text(value);
            if (!text.matches("[A-Za-z0-9_-]*")) {
                throw new IllegalArgumentException("no name");
            }
            return text;
        });
        return token.isEmpty() ? null : token;
    }

    <T> T oneOf(String key, Map<String, T> choices, T standIn) {
        return parse(key, among(choices), standIn, value -> choice(text(value), choices));
    }

    /** A choice for each of some names of that form: a section, {@code name=choice} in a list, or a text with commas between. */
    <T> Map<String, T> choices(String key, Pattern names, Map<String, T> choices) {
        String expected = "{ \"NAME\" = LEVEL } or NAME=LEVEL, where LEVEL is " + among(choices);
        return parse(key, expected, Map.of(), value -> {
            Map<String, T> chosen = new LinkedHashMap<>();
            choiceTexts(value).forEach((name, text) -> {
                if (!names.matcher(name).matches()) {
                    throw new IllegalArgumentException("no such name");
                }
                chosen.put(name, choice(text, choices));
            });
            return chosen;
        });
    }

    /** In a file {@code a.b = x} is a section within a section, {@code "a.b" = x} is not; here both are the same. */
    private static Map<String, String> choiceTexts(ConfigValue value) {
        Map<String, String> found = new LinkedHashMap<>();
        if (value instanceof ConfigObject section) {
            section.toConfig()
                    .entrySet()
                    .forEach(entry ->
                            found.put(String.join(".", ConfigUtil.splitPath(entry.getKey())), text(entry.getValue())));
            return found;
        }
        for (String text : texts(value)) {
            int equals = text.indexOf('=');
            found.put(text.substring(0, Math.max(equals, 0)).strip(), text.substring(equals + 1));
        }
        return found;
    }

    private static <T> T choice(String text, Map<String, T> choices) {
        T choice = choices.get(text.strip().toLowerCase(Locale.ROOT));
        if (choice == null) {
            throw new IllegalArgumentException("no such choice");
        }
        return choice;
    }

    private static String among(Map<String, ?> choices) {
        return String.join(" or ", choices.keySet().stream().sorted().toList());
    }

    /** A list of texts, or one text with commas between; each goes through {@code parser}, which throws what is bad. */
    <T> List<T> list(String key, String expected, Function<String, T> parser) {
        return parse(
                key,
                expected,
                List.of(),
                value -> texts(value).stream().map(parser).toList());
    }

    private static List<String> texts(ConfigValue value) {
        if (value.unwrapped() instanceof List<?> list) {
            return list.stream().map(text -> String.valueOf(text).strip()).toList();
        }
        String text = text(value);
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            throw new IllegalArgumentException("not a text");
        }
        return String.valueOf(value.unwrapped()).strip();
    }

    private static String nonEmpty(ConfigValue value) {
        String text = text(value);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    private static <N extends Comparable<N>> N within(N min, N found, N max) {
        if (found.compareTo(min) < 0 || found.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return found;
    }

    private <T> T parse(String key, String expected, T standIn, Function<ConfigValue, T> parser) {
        String path = path(key);
        if (!config.hasPath(path)) {
            problems.add(path + ": expected " + expected + ", found nothing.");
            return standIn;
        }
        ConfigValue value = config.getValue(path);
        try {
            return parser.apply(value);
        } catch (ConfigException | IllegalArgumentException e) {
            problems.add(path + ": expected " + expected + ", found " + Shown.value(path, value) + " ("
                    + Shown.origin(value) + ").");
            return standIn;
        }
    }

    private String path(String key) {
        return section + "." + key;
    }
}
