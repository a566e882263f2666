package confab.scene;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that can be filled, in memory; only where this user may mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filling = folder.resolve("filling");
    }

    /**
     * @param folder an empty one, where it is mounted
     * @throws IllegalStateException if this user may not; the message says so
     */
    public static SmallDisk mount(Path folder, int megabytes) {
        Shell.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** A new folder on it. */
    public Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no room. */
    public void fill() {
        byte[] zeros = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            // So it is to be.
        }
    }

    /** Makes room again. */
    public void empty() {
        try {
            Files.delete(filling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Shell.run("umount", "-l", folder.toString());
    }
}
