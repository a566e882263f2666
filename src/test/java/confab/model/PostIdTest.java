package confab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "4d3b1f6e-7a51-4c9e-9d52-0a3f1f1d9a11", "a b", " ", "~", "\"\\"})
    void printableAsciiMakesAnId(String id) {
        assertThat(new PostId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001f", "a\u007f", "\n", "é", "\u0000", "😀"})
    void nothingElseDoes(String id) {
        assertThatThrownBy(() -> new PostId(id))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("an id is of printable ASCII");
    }

    @Test
    void idIsOneTo64CharactersLong() {
        assertThat(new PostId("x".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new PostId("x".repeat(65))).hasMessage("an id is 1 to 64 characters long");
        assertThatThrownBy(() -> new PostId("")).hasMessage("an id is 1 to 64 characters long");
    }
}
