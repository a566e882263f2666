package confab.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored or crosses nodes is CBOR, as the cluster's serializer writes it. */
class ModelRoundTripTest {
    private static final ObjectMapper CBOR =
            new ObjectMapper(new CBORFactory()).registerModule(new ParameterNamesModule());

    private static final Draft DRAFT = new Draft(
            new PostId("id \"1\""),
            new UserName("Ann 😀"),
            Body.ofJson("{\"a\":[1.0,\"é\"]}".getBytes(UTF_8)),
            new SessionId("s-1"));

    static List<Object> values() {
        return List.of(
                RoomName.LOBBY,
                new UserName("e\u0301 😀"),
                new PostId("~ !"),
                new SessionId("AbC-_9"),
                Body.ofJson("\"\\ud83d\"".getBytes(UTF_8)),
                DRAFT,
                DRAFT.numbered(Long.MAX_VALUE, 1_767_225_600_123L));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueComesBackTheSame(Object value) throws Exception {
        assertThat(CBOR.readValue(CBOR.writeValueAsBytes(value), value.getClass()))
                .isEqualTo(value);
    }

    @Test
    void singleValuesAreWrittenBare() throws Exception {
        assertThat(CBOR.readTree(CBOR.writeValueAsBytes(RoomName.LOBBY)).textValue())
                .isEqualTo("lobby");
        assertThat(CBOR.readTree(CBOR.writeValueAsBytes(DRAFT)).get("body").binaryValue())
                .isEqualTo(DRAFT.body().json());
    }

    @Test
    void whatIsReadIsChecked() throws Exception {
        byte[] bad = CBOR.writeValueAsBytes("no room");

        assertThatThrownBy(() -> CBOR.readValue(bad, RoomName.class))
                .isInstanceOf(JsonMappingException.class)
                .hasRootCauseInstanceOf(InvalidValue.class);
    }
}
