package confab.session;

import confab.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears. */
final class TestWatch implements SessionWatch {
    final List<String> heard = new ArrayList<>();

    @Override
    public void opened(Dialect dialect) {
        heard.add("opened");
    }

    @Override
    public void ended(Dialect dialect, ConnectionEnd end) {
        heard.add("ended " + end);
    }

    @Override
    public void rateLimited() {
        heard.add("rate limited");
    }

    @Override
    public void cutOff() {
        heard.add("cut off");
    }
}
