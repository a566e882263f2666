package confab.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/db?user=u&password=secret&ssl=true, jdbc:postgresql://h/db?user=u&password=***&ssl=true",
        "jdbc:postgresql://h/db?PASSWORD=secret, jdbc:postgresql://h/db?PASSWORD=***",
        "jdbc:postgresql://u:secret@h:5432/db, jdbc:postgresql://u:***@h:5432/db",
        "jdbc:sqlserver://h;password=secret;user=u, jdbc:sqlserver://h;password=***;user=u",
        "jdbc:postgresql://h:5432/db?user=a@b, jdbc:postgresql://h:5432/db?user=a@b",
    })
    void passwordsAreHidden(String url, String shown) {
        assertThat(Shown.value("confab.log.database", ConfigValueFactory.fromAnyRef(url)))
                .isEqualTo('"' + shown + '"');
    }
}
