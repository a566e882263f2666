package confab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Ann Lee",
                "guest-x1y2z3",
                "Żółć",
                "山田 太郎",
                "😀",
                "👍🏽",
                "\"quoted\\\"",
                "<b>",
                "\ue000",
                "नमस्ते"
            })
    void mostTextMakesAName(String name) {
        assertThat(new UserName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b", // NUL
                "a\nb", // line feed
                "a\tb", // tab
                "a\u007fb", // delete
                "a\u0085b", // next line
                "a\u200bb", // zero width space
                "a\u200db", // zero width joiner, also between emoji
                "👨\u200d👩\u200d👧",
                "a\u200eb", // left-to-right mark
                "a\u202eb", // right-to-left override
                "a\u2066b", // left-to-right isolate
                "a\u2028b", // line separator
                "a\u2029b", // paragraph separator
                "a\ufeffb", // byte order mark
                "a\u00adb", // soft hyphen
                "a\ud83db", // half of a surrogate pair
                "\ude00",
                "a\udb40\udc41b", // a tag letter, outside the BMP
            })
    void controlAndFormatCharactersAreRefused(String name) {
        assertThatThrownBy(() -> new UserName(name))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("a user's name has no control or format characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " a", "a ", "\u00a0a", "a\u3000", "\u2003a", "a\u202f"})
    void spacesAtTheEndsAreRefused(String name) {
        assertThatThrownBy(() -> new UserName(name))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("a user's name has no space at its ends");
    }

    @Test
    void nameIsKeptInNormalFormC() {
        assertThat(new UserName("e\u0301").value()).isEqualTo("é");
        assertThat(new UserName("e\u0301")).isEqualTo(new UserName("é"));
        assertThat(new UserName("\u1112\u1161\u11ab").value()).isEqualTo("한");
    }

    @Test
    void lengthCountsCodePointsOfNormalFormC() {
        assertThat(new UserName("x".repeat(64)).value()).hasSize(64);
        assertThat(new UserName("😀".repeat(64)).value()).hasSize(128);
        assertThat(new UserName("e\u0301".repeat(64)).value()).isEqualTo("é".repeat(64));
        for (String tooLong : new String[] {"", "x".repeat(65), "😀".repeat(65), "é".repeat(65), "x".repeat(60_000)}) {
            assertThatThrownBy(() -> new UserName(tooLong))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessage("a user's name is 1 to 64 code points long");
        }
    }

    @Test
    void caseCounts() {
        assertThat(new UserName("Ann")).isNotEqualTo(new UserName("ann")).hasToString("Ann");
    }
}
