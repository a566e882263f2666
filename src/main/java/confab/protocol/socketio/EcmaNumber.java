package confab.protocol.socketio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as JavaScript writes them (ECMA-262, Number::toString): the fewest digits that mean this number, without an
 * exponent from 1e-6 up to 1e21. Java before 19 sometimes writes a digit too many, and its exponents begin earlier.
 */
final class EcmaNumber {
    /** So many digits of any decimal number survive in a double that is not subnormal; fewer need not be tried. */
    private static final int SURE_DIGITS = 15;
    /** So many digits tell any two doubles apart. */
    private static final int MAX_DIGITS = 17;

    private static final double MAX_EXACT = 1L << 53;
    private static final int MAX_POINT = 21;
    private static final int MIN_POINT = -6;

    private EcmaNumber() {}

    /** The number's text; {@code null}, as JSON has no other word, if it is none or infinite. */
    static String text(double number) {
        if (!Double.isFinite(number)) {
            return "null";
        }
        if (Math.abs(number) < MAX_EXACT && number == Math.rint(number)) {
            return Long.toString((long) number);
        }
        BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        String text = place(digits, digits.length() - shortest.scale());
        return number < 0 ? "-" + text : text;
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = number < Double.MIN_NORMAL ? 1 : SURE_DIGITS; digits < MAX_DIGITS; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == number) {
                return nearest;
            }
            // Above a power of two there is twice the room that there is below it.
            BigDecimal above = nearest.add(nearest.ulp());
            if (above.doubleValue() == number) {
                return above;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** @param point how many digits stand before the point; may be negative or more than there are */
    private static String place(String digits, int point) {
        if (point > MAX_POINT || point <= MIN_POINT) {
            int exponent = point - 1;
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
