package confab.edge;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes HTTP/1.1 answers; those to {@code HEAD} without a body, whatever their headers say of it (RFC 9110, section 9.3.2). */
final class AnswerEncoder extends HttpResponseEncoder {
    private boolean isToHead;

    /** Whether the answers that follow are to {@code HEAD}. */
    void answerHead(boolean isToHead) {
        this.isToHead = isToHead;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        return isToHead || super.isContentAlwaysEmpty(answer);
    }
}
