package confab.scene;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket whose bytes the test writes itself, so that it can break the rules. */
public final class RawSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int MEDIUM = 126;
    private static final Pattern MESSAGE = Pattern.compile("\"type\":\"message\".*?\"seq\":(\\d+)");

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Opens a connection and does the handshake. */
    public static RawSocket upgrade(int port, String path) {
        try {
            RawSocket raw = new RawSocket(port);
            raw.send(("GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            raw.readHead();
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a masked text frame of at most 125 bytes. */
    public void sayText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(TEXT);
        frame.write(MASKED | utf8.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(utf8);
        send(frame.toByteArray());
    }

    /** Reads on until so many frames of type {@code message} have come; their seqs. */
    public List<Integer> readMessages(int count) {
        List<Integer> seqs = new ArrayList<>();
        try {
            while (seqs.size() < count) {
                in.readUnsignedByte();
                int length = in.readUnsignedByte();
                length = length == MEDIUM ? in.readUnsignedShort() : length;
                String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                Matcher message = MESSAGE.matcher(text);
                if (message.find()) {
                    seqs.add(Integer.valueOf(message.group(1)));
                }
            }
            return seqs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads short frames until the server's close frame; its code. */
    public int closeCode() {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = in.readNBytes(in.readUnsignedByte());
                if (first == CLOSE) {
                    return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + head);
        }
    }
}
