package confab.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaNumberTest {
    /** A number's bits, and what {@code JSON.stringify} makes of it in Node 20.20. */
    @ParameterizedTest
    @CsvSource({
        "3fb999999999999a, 0.1",
        "3ff8000000000000, 1.5",
        "c002000000000000, -2.25",
        "444b1ae4d6e2ef50, 1e+21",
        "445043561a882930, 1.2e+21",
        "4415af1d78b58c40, 100000000000000000000",
        "441ac53a7e04bcda, 123456789012345680000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "3eb92a737110e454, 0.0000015",
        "3e7ad7f29abcaf48, 1e-7",
        "be7ad7f29abcaf48, -1e-7",
        "3ea0c6f7a0b5ed8d, 5e-7",
        "0000000000000001, 5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "0000000000000028, 2e-322",
        "0010000000000000, 2.2250738585072014e-308",
        "0018000000000000, 3.337610787760802e-308",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "7fe0000000000000, 8.98846567431158e+307",
        "3d30000000000000, 5.684341886080802e-14",
        "3f60624dd2f1a9fc, 0.002",
        "44c52d02c7e14af6, 2e+23",
        "447c7e83209e90b2, 8.41e+21",
        "4340000000000000, 9007199254740992",
        "3fd5555555555555, 0.3333333333333333",
        "4059080000000000, 100.125",
        "3eb4b3fd5942cd96, 0.000001234",
        "430c6bf526340004, 1000000000000000.5",
        "419d6f3454800000, 123456789.125",
        "4450000000000000, 1.1805916207174113e+21",
        "3eb0000000000000, 9.5367431640625e-7",
        "4480f0cf064dd592, 1e+22",
        "44b312d000000001, 9.007199254740994e+22",
        "4580000000000000, 6.189700196426902e+26",
        "3e70000000000000, 5.960464477539063e-8",
        "4790000000000000, 5.316911983139664e+36",
        "7e52c3ae4dd16caf, 3.141592653589793e+300",
        "8000000000000000, 0",
        "0000000000000000, 0",
        "7ff0000000000000, null",
        "fff0000000000000, null",
        "7ff8000000000000, null",
    })
    void isWrittenAsByJavaScript(String bits, String text) {
        assertThat(EcmaNumber.text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void everyNumberComesBackAndIsNoLongerThanJavaWritesIt() {
        Random random = new Random(17);
        for (int round = 0; round < 5_000; round++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = EcmaNumber.text(number);
                assertThat(Double.parseDouble(text)).as(text).isEqualTo(number);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(number)));
            }
        }
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }
}
