package org.dupcheck.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:1/db, jdbc:postgresql://h:1/db, '', ''",
        "jdbc:postgresql://h:1/db?user=u&password=p%26w&ssl=true, jdbc:postgresql://h:1/db?ssl=true, u, p&w",
        "postgres://h/db, jdbc:postgresql://h/db, '', ''",
        "postgresql://u:p@h:1/db, jdbc:postgresql://h:1/db, u, p",
        "postgresql://u@h:1/db?sslmode=require, jdbc:postgresql://h:1/db?sslmode=require, u, ''",
        "postgresql://u:p%40w+x@h:1/db, jdbc:postgresql://h:1/db, u, p@w+x",
        "postgresql://u:p@w@h:1/db, jdbc:postgresql://h:1/db, u, p@w",
        "postgresql://u:p@h1:1|h2:2/db, jdbc:postgresql://h1:1|h2:2/db, u, p",
        "postgresql://h:1?user=u@x, jdbc:postgresql://h:1, u@x, ''",
    })
    void bothFormsAreTakenApart(String url, String jdbc, String user, String password) {
        JdbcUrl parsed = JdbcUrl.parse(url.replace('|', ','), "", "");
        assertThat(parsed.jdbc()).isEqualTo(jdbc.replace('|', ','));
        assertThat(parsed.user()).isEqualTo(user);
        assertThat(parsed.password()).isEqualTo(password);
    }

    @Test
    void credentialsGivenApartWinOverThoseInTheUrl() {
        JdbcUrl parsed = JdbcUrl.parse("postgresql://u:p@h/db", "other", "word");
        assertThat(parsed.user()).isEqualTo("other");
        assertThat(parsed.password()).isEqualTo("word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://h/db", "jdbc:postgresql:db", "", "h:5432/db"})
    void whatIsNoAddressIsRefusedWithWhatIsExpected(String url) {
        assertThatThrownBy(() -> DatabaseSettings.of(url, "app"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void thePasswordIsNeverPrinted() {
        DatabaseSettings settings = DatabaseSettings.of("postgresql://u:secret@h:1/db?password=secret", "app");
        assertThat(settings.toString()).contains("//h:1/db").doesNotContain("secret");
        assertThat(JdbcUrl.parse(settings.url(), "", "").toString()).doesNotContain("secret");
    }

    @Test
    void boundsAreHeld() {
        DatabaseSettings fine = DatabaseSettings.of("postgresql://h/db", "app");
        assertThatThrownBy(() -> DatabaseSettings.of("postgresql://h/db", "no\"schema"))
                .hasMessageContaining("schema");
        assertThatThrownBy(() -> fine.withPoolSize(0)).hasMessageContaining("poolSize");
        assertThatThrownBy(() -> new DatabaseSettings(
                        fine.url(), "", "", "app", 1, Duration.ofMillis(1), Duration.ofSeconds(1), "x"))
                .hasMessageContaining("connectionTimeout");
        assertThatThrownBy(() -> new DatabaseSettings(
                        fine.url(), "", "", "app", 1, Duration.ofSeconds(1), Duration.ofMillis(1), "x"))
                .hasMessageContaining("statementTimeout");
    }
}
