package confab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "lobby", "A-z_0.9:x@y#z", "..", "#", "-"})
    void lettersDigitsAndSixMarksMakeARoom(String name) {
        assertThat(new RoomName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\\b", "ä", "ａ", "a\n", "a\u0000", "a%20", "a+b", "a?b", "😀", "٣"})
    void nothingElseDoes(String name) {
        assertThatThrownBy(() -> new RoomName(name)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void nameIsAtMost128Characters() {
        assertThat(new RoomName("x".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new RoomName("x".repeat(129)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("a room's name is 1 to 128 characters long");
    }

    @Test
    void caseCounts() {
        assertThat(new RoomName("Lobby")).isNotEqualTo(RoomName.LOBBY);
        assertThat(new RoomName("lobby")).isEqualTo(RoomName.LOBBY).hasToString("lobby");
    }
}
