package confab.log;

import static confab.log.Drafts.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogTest extends SqlLogContract {
    @TempDir
    Path folder;

    @Override
    List<String> place() {
        return List.of(LogSettings.folder(folder));
    }

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve(SqliteFile.FILE);
    }

    @Test
    void lastNodeThatClosesTheLogTakesItsWriteAheadLogAway() {
        answer(log.claim(ROOM));
        assertThat(folder.resolve(SqliteFile.FILE + "-wal")).isRegularFile();
        log.close();
        assertThat(folder.resolve(SqliteFile.FILE + "-wal")).doesNotExist();
    }

    @Test
    void eachNewLogHasAnotherId(@TempDir Path another) {
        try (MessageLog second =
                MessageLogs.open(LogSettings.of(LogSettings.folder(another)), Clock.systemUTC(), new Random())) {
            assertThat(second.id()).isNotEqualTo(log.id());
        }
    }
}
