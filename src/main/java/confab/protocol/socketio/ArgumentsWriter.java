package confab.protocol.socketio;

import confab.model.Body;
import java.util.ArrayList;
import java.util.List;

/** Arguments in the making, value by value: between {@link #begin} and {@link #end} any text and attachments. */
final class ArgumentsWriter {
    /** The key that makes an object a placeholder, if it holds {@code true}. */
    static final String PLACEHOLDER = "_placeholder";

    private final JsonBytes json = new JsonBytes();
    private final Positions ends = new Positions();
    private final Positions placeholders = new Positions();
    private final List<byte[]> attachments = new ArrayList<>();
    private boolean isFirst = true;
    private boolean hasLookalike;

    void begin() {
        if (!isFirst) {
            json.text(",");
        }
        isFirst = false;
    }

    void end() {
        ends.add(json.length());
    }

    /** Where compact JSON goes that holds no bytes. */
    JsonBytes json() {
        return json;
    }

    /** Writes part of valid JSON, without the white space around its tokens. */
    void compact(String text, int from, int to) {
        if (hasNoWhiteSpace(text, from, to)) {
            // As clients write it.
            json.text(text.substring(from, to));
            return;
        }
        StringBuilder compact = new StringBuilder(to - from);
        boolean inString = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!inString && isWhiteSpace(c)) {
                continue;
            }
            compact.append(c);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\') {
                compact.append(text.charAt(++i));
            }
        }
        json.text(compact.toString());
    }

    private static boolean hasNoWhiteSpace(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isWhiteSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Writes the placeholder of bytes. */
    void attach(byte[] bytes) {
        placeholders.add(json.length());
        json.text("{\"" + PLACEHOLDER + "\":true,\"num\":" + attachments.size() + "}");
        placeholders.add(json.length());
        attachments.add(bytes);
    }

    /** Among what was written as text is an object that reads as a placeholder. */
    void noteLookalike() {
        hasLookalike = true;
    }

    /** The arguments, with as many attachments as there are. */
    Arguments finish() {
        return finish(Integer.MAX_VALUE);
    }

    /** The arguments; without attachments if there are more than {@code maxAttachments}, or a lookalike. */
    Arguments finish(int maxAttachments) {
        Arguments arguments =
                new Arguments(json.toByteArray(), ends.toArray(), placeholders.toArray(), List.copyOf(attachments));
        boolean canBeTold = attachments.isEmpty() || (!hasLookalike && attachments.size() <= maxAttachments);
        return canBeTold ? arguments : withoutAttachments(arguments);
    }

    private static Arguments withoutAttachments(Arguments arguments) {
        ArgumentsWriter writer = new ArgumentsWriter();
        for (int i = 0; i < arguments.size(); i++) {
            Body body = arguments.body(i);
            writer.begin();
            writer.json.bytes(body.json());
            writer.end();
        }
        return writer.finish();
    }
}
