package confab.protocol.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {
    /** What {@code Buffer.from(text, 'base64')} gives in Node 20.20. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``,``",
                "QUJD,414243",
                "QUI=,4142",
                "QQ==,41",
                "QUJ,4142",
                "QU,41",
                "Q,``",
                "QUJDRA,41424344",
                "`Q U\nJ\tD`,414243",
                "`QUJD\r\n`,414243",
                "QUJDé,414243",
                "QU-_,414fbf",
                "!!,``",
                "====,``",
                "QUJD=,414243",
                "QUJD=QUJD,414243",
                "QUI=QUJD,4142",
                "Q=U=J=D,``",
                "QUJDRA==xx,41424344",
            })
    void isReadAsGenerouslyAsNodeReads(String text, String hex) {
        byte[] around = ("b" + text + "\u001e").getBytes(UTF_8);
        byte[] bytes = Base64Text.read(around, 1, around.length - 1);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
    }

    @Test
    void allBytesComeBack() {
        Random random = new Random(3);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            byte[] text = new byte[Base64Text.length(length)];
            assertThat(Base64Text.write(bytes, 0, bytes.length, text, 0)).isEqualTo(text.length);
            assertThat(Base64Text.read(text, 0, text.length)).isEqualTo(bytes);
        }
    }
}
