package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SocketIoSpeechTest {
    private final List<String> said = new ArrayList<>();
    private final SocketIoSpeech speech = new SocketIoSpeech("ann");

    SocketIoSpeechTest() {
        speech.begin(said::add);
    }

    @Test
    void theOpeningIsAnsweredByAskingForTheNamespace() {
        assertThat(speech.hear("0{\"sid\":\"x\"}")).isEmpty();
        assertThat(said).containsExactly("40/chat,{\"user\":\"ann\"}");
        assertThat(told("40/chat,{\"sid\":\"y\"}")).isEqualTo("{\"type\":\"welcome\"}");
    }

    @Test
    void aPingIsAnswered() {
        assertThat(speech.hear("2")).isEmpty();
        assertThat(said).containsExactly("3");
    }

    @Test
    void anAcknowledgementIsTheAnswerToItsRequest() {
        ask("join", "join:den");
        ask("post", "1.1");
        assertThat(said)
                .containsExactly("42/chat,1[\"join\",{\"room\":\"den\"}]", "42/chat,2[\"post\",{\"room\":\"den\"}]");
        assertThat(told("43/chat,2[{\"id\":\"1.1\"}]"))
                .isEqualTo("{\"id\":\"1.1\",\"type\":\"posted\",\"ref\":\"1.1\"}");
        assertThat(told("43/chat,1[{\"seq\":3}]")).isEqualTo("{\"seq\":3,\"type\":\"joined\",\"ref\":\"join:den\"}");
    }

    @Test
    void anAcknowledgementMayBeARefusal() {
        ask("post", "1.1");
        assertThat(told("43/chat,1[{\"error\":{\"code\":\"unavailable\"}}]"))
                .isEqualTo("{\"code\":\"unavailable\",\"type\":\"error\",\"ref\":\"1.1\"}");
    }

    @Test
    void anAcknowledgementOfAnotherPostIsFound() {
        ask("post", "1.1");
        assertThatThrownBy(() -> speech.hear("43/chat,1[{\"id\":\"1.2\"}]")).hasMessageContaining("1.2");
    }

    @Test
    void aSecondAcknowledgementIsFound() {
        ask("post", "1.1");
        speech.hear("43/chat,1[{\"id\":\"1.1\"}]");
        assertThatThrownBy(() -> speech.hear("43/chat,1[{\"id\":\"1.1\"}]")).hasMessageContaining("no question");
    }

    @Test
    void anAcknowledgementOfAnEarlierConnectionIsFound() {
        ask("post", "1.1");
        speech.begin(said::add);
        assertThatThrownBy(() -> speech.hear("43/chat,1[{\"id\":\"1.1\"}]")).hasMessageContaining("no question");
    }

    @Test
    void anEventTellsItsObject() {
        assertThat(told("42/chat,[\"message\",{\"seq\":1}]")).isEqualTo("{\"seq\":1,\"type\":\"message\"}");
    }

    @Test
    void itIsOverHoweverTheServerSaysSo() {
        for (String end : List.of("1", "41/chat,", "44/chat,{}")) {
            assertThat(told(end)).contains("\"over\"").contains(end);
        }
    }

    @Test
    void nothingIsAskedForBeforeItIsIn() {
        assertThat(speech.ping()).isFalse();
        speech.hear("40/chat,{\"sid\":\"y\"}");
        assertThat(speech.ping()).isTrue();
        assertThat(said).containsExactly("42/chat,1[\"ping\",{}]");
    }

    private void ask(String type, String ref) {
        speech.request(type, Map.of("room", "den"), ref);
    }

    private String told(String packet) {
        return speech.hear(packet).map(JsonNode::toString).orElseThrow();
    }
}
