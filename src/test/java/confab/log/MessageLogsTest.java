package confab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import confab.config.Settings.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening a log does, and says when it cannot. */
class MessageLogsTest {
    @TempDir
    Path folder;

    private static MessageLog open(Path data) {
        return open(LogSettings.folder(data));
    }

    private static MessageLog open(String... lines) {
        return MessageLogs.open(LogSettings.of(lines), Clock.systemUTC(), new Random());
    }

    private static void assertRefused(Path data, String sentence) {
        assertThatThrownBy(() -> open(data).close())
                .isInstanceOf(LogNotOpened.class)
                .hasMessageContaining(sentence);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteFile.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void missingFoldersAreMade() {
        Path data = folder.resolve("a/b");
        open(data).close();
        assertThat(data.resolve("confab.db")).isRegularFile();
    }

    @Test
    void nodesThatStartAtOnceOnAFreshFolderShareOneLog() {
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<CompletableFuture<MessageLog>> opening = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> open(folder), threads))
                    .limit(6)
                    .toList();
            List<MessageLog> logs =
                    opening.stream().map(CompletableFuture::join).toList();
            assertThat(logs.stream().map(MessageLog::id).distinct()).hasSize(1);
            logs.forEach(MessageLog::close);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void memoryEngineNeedsNoFolder() {
        Path data = folder.resolve("data");
        open(LogSettings.folder(data), "memory = true").close();
        assertThat(data).doesNotExist();
    }

    @Test
    void folderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertRefused(file, "is a file");
        assertRefused(file.resolve("below"), "cannot be made");
    }

    @Test
    void folderThatIsNotWritableIsRefused() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(data)).as("root writes everywhere").isFalse();
        assertRefused(data, "is not writable");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        String text = "not a database, but as long as the header of one would be ".repeat(20);
        Path file = Files.writeString(folder.resolve(SqliteFile.FILE), text);
        assertRefused(folder, "is not a database");
        assertThat(file).hasContent(text);
    }

    @Test
    void logWithoutItsIdIsRefused() throws SQLException {
        open(folder).close();
        sql("DELETE FROM log");
        assertRefused(folder, "has lost its id");
    }

    @Test
    void fullDiskIsRefusedAndTheNextStartWorks() {
        SqliteFile full = new SqliteFile(folder, Synchronous.FULL, config -> config.setMaxPageCount(4));
        assertThatThrownBy(() -> SqlLog.open(full, LogSettings.of(), Clock.systemUTC(), new Random()))
                .isInstanceOf(LogNotOpened.class)
                .hasMessageContaining("disk is full");
        open(folder).close();
    }
}
