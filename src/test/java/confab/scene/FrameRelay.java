package confab.scene;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between WebSocket clients and a server that keeps its promises, and breaks one of them, once. */
public final class FrameRelay implements AutoCloseable {
    /** Which of a connection's frames with a message it is that something happens to. */
    private static final int WHICH = 20;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MEDIUM_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket entrance;
    private final int target;
    private final Fault fault;
    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What happens to a frame with a message. */
    public enum Fault {
        SWALLOWED,
        REPEATED,
        SWAPPED,
        CUT
    }

    private FrameRelay(int target, Fault fault) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.fault = fault;
        start(this::accept);
    }

    /** @param target the server's port */
    public static FrameRelay to(int target, Fault fault) {
        try {
            return new FrameRelay(target, fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                start(() -> passUp(client, server));
                start(() -> passDown(server, client));
            } catch (IOException e) {
                // Closed, or the server is down: the client finds out.
            }
        }
    }

    private static void passUp(Socket client, Socket server) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    private void passDown(Socket server, Socket client) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
                OutputStream out = client.getOutputStream()) {
            out.write(head(in));
            int messages = 0;
            while (true) {
                byte[] frame = frame(in);
                boolean isMessage = new String(frame, StandardCharsets.UTF_8).contains("\"message\"");
                messages += isMessage ? 1 : 0;
                if (isMessage && messages == WHICH && isBroken.compareAndSet(false, true)) {
                    pass(frame, in, out);
                } else {
                    out.write(frame);
                }
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    private void pass(byte[] frame, DataInputStream in, OutputStream out) throws IOException {
        switch (fault) {
            case SWALLOWED -> {
                // That is all.
            }
            case REPEATED -> {
                out.write(frame);
                out.write(frame);
            }
            case SWAPPED -> {
                out.write(nextMessage(in, out));
                out.write(frame);
            }
            case CUT -> throw new EOFException();
        }
    }

    private static byte[] nextMessage(DataInputStream in, OutputStream out) throws IOException {
        byte[] next = frame(in);
        while (!new String(next, StandardCharsets.UTF_8).contains("\"message\"")) {
            out.write(next);
            next = frame(in);
        }
        return next;
    }

    /** The answer to the handshake. */
    private static byte[] head(DataInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith(END_OF_HEAD)) {
            head.write(in.readUnsignedByte());
        }
        return head.toByteArray();
    }

    /** A server's frame, header and all. */
    private static byte[] frame(DataInputStream in) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(in.readUnsignedByte());
        int length = in.readUnsignedByte();
        frame.write(length);
        int more = length == MEDIUM_FOLLOWS ? Short.BYTES : length == LONG_FOLLOWS ? Long.BYTES : 0;
        if (more > 0) {
            length = 0;
        }
        for (int i = 0; i < more; i++) {
            int next = in.readUnsignedByte();
            frame.write(next);
            length = (length << Byte.SIZE) | next;
        }
        frame.write(in.readNBytes(length));
        return frame.toByteArray();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "frame relay");
        thread.setDaemon(true);
        thread.start();
    }
}
