package confab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a test says to the Java client, and what it hears of it. */
final class OrgJsonTest {
    @Test
    void allThatJsonHoldsComesBackAsItWas() throws Exception {
        ArrayNode args = (ArrayNode) SocketIoClient.JSON.readTree(
                "[\"text\",1,2.5,true,null,[],{},{\"a\":[{\"b\":null,\"c\":[false,-3]}]}]");
        assertThat(OrgJson.to(OrgJson.from(args))).isEqualTo(args);
    }

    @Test
    void bytesAreBytesForTheClientAtAnyDepth() {
        ArrayNode args = SocketIoClient.JSON.valueToTree(
                new Object[] {SocketIoClient.bytes((byte) 1, (byte) -1), Map.of("in", SocketIoClient.bytes())});
        Object[] given = OrgJson.from(args);
        assertThat(given[0]).isEqualTo(new byte[] {1, -1});
        assertThat(OrgJson.to(given)).isEqualTo(args);
    }

    @Test
    void anErrorIsItsText() {
        assertThat(OrgJson.to(new IllegalStateException("no way")).path(0).asText())
                .contains("no way");
    }
}
