package org.dupcheck.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    enum Mode {
        FAST,
        VERY_SLOW
    }

    private static final Setting<Integer> WORKERS =
            Setting.integer("dupcheck.check.workers", 4, 1, 64, "threads", "How many submissions are checked at once.");
    private static final Setting<Long> LIMIT =
            Setting.wholeNumber("dupcheck.limit", 1_000_000_000_000L, 0, Long.MAX_VALUE, "bytes", "A limit.");
    private static final Setting<Double> SHARE = Setting.decimal("dupcheck.share", 0.5, 0, 1, "", "A share.");
    private static final Setting<Duration> PATIENCE = Setting.duration(
            "dupcheck.drain-timeout", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1), "How long.");
    private static final Setting<Boolean> LOUD = Setting.flag("dupcheck.loud", false, "Loud.");
    private static final Setting<Mode> MODE = Setting.choice("dupcheck.mode", Mode.FAST, "The mode.");
    private static final Setting<List<String>> ROLES = Setting.list("dupcheck.roles", List.of("a", "b"), "Roles.");
    private static final Setting<String> KAFKA = Setting.text("dupcheck.kafka", "", "Brokers.");
    private static final Setting<String> PASSWORD = Setting.secret("dupcheck.database.password", "The password.");

    private static final List<Setting<?>> KNOWN =
            List.of(WORKERS, LIMIT, SHARE, PATIENCE, LOUD, MODE, ROLES, KAFKA, PASSWORD);

    @Test
    void laterSourcesWinOverEarlierOnes(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("dupcheck.properties");
        Files.writeString(file, "dupcheck.check.workers=5\ndupcheck.share=0.25\ndupcheck.kafka=文件:1\n");
        Properties system = new Properties();
        system.setProperty("dupcheck.loud", "true");
        system.setProperty("java.home", "elsewhere");
        Settings settings = Settings.of(KNOWN)
                .explicit(Map.of("dupcheck.check.workers", "7"))
                .environment(
                        Map.of("DUPCHECK_CHECK_WORKERS", "6", "DUPCHECK_SHARE", "0.75", "PATH", "x"),
                        "DUPCHECK_",
                        Set.of())
                .file(file)
                .systemProperties(system)
                .resolve();
        assertThat(settings.get(WORKERS)).isEqualTo(7);
        assertThat(settings.get(SHARE)).isEqualTo(0.75);
        assertThat(settings.get(KAFKA)).isEqualTo("文件:1");
        assertThat(settings.get(LOUD)).isTrue();
        assertThat(settings.get(PATIENCE)).hasSeconds(10);
        assertThat(settings.describe().stream().map(Settings.Line::source))
                .containsExactly(
                        "given",
                        "default",
                        "environment DUPCHECK_SHARE",
                        "default",
                        "given",
                        "default",
                        "default",
                        "file dupcheck.properties",
                        "default");
    }

    @Test
    void everyFaultIsNamedWithTheNearestKnownKeyAndWhatIsExpected() {
        SettingsException failure = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.of(KNOWN)
                        .explicit(Map.of("dupcheck.check.wrokers", "1", "dupcheck.share", "1.5", "entirely.else", "x"))
                        .environment(
                                Map.of(
                                        "DUPCHECK_KAFAK",
                                        "h:1",
                                        "DUPCHECK_CHECK_WORKERS",
                                        "many",
                                        "DUPCHECK_JAVA",
                                        "/j"),
                                "DUPCHECK_",
                                Set.of("DUPCHECK_JAVA"))
                        .resolve());
        assertThat(failure.faults())
                .containsExactlyInAnyOrder(
                        "unknown setting dupcheck.check.wrokers (given); did you mean dupcheck.check.workers?",
                        "setting dupcheck.share (given) is '1.5': a number from 0.0 to 1.0 expected",
                        "unknown setting entirely.else (given)",
                        "unknown environment variable DUPCHECK_KAFAK; did you mean DUPCHECK_KAFKA?",
                        "setting dupcheck.check.workers (environment DUPCHECK_CHECK_WORKERS) is 'many': "
                                + "a whole number from 1 to 64 expected");
        assertThat(failure.getMessage())
                .contains(failure.faults().get(0))
                .contains(failure.faults().get(4));
    }

    @Test
    void aFileThatCannotBeReadIsAFault(@TempDir Path directory) {
        assertThatThrownBy(() -> Settings.of(KNOWN)
                        .file(directory.resolve("none.properties"))
                        .resolve())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.properties");
    }

    @Test
    void secretsAreNeverShown() {
        Settings settings = Settings.of(KNOWN)
                .explicit(Map.of("dupcheck.database.password", "geheim"))
                .resolve();
        assertThat(settings.get(PASSWORD)).isEqualTo("geheim");
        assertThat(settings.describe().toString()).doesNotContain("geheim").contains(Setting.MASK);
    }

    @Test
    void everyKeyIsDescribedWithValueDefaultUnitAndVariable() {
        Settings settings = Settings.of(KNOWN)
                .explicit(Map.of(
                        "dupcheck.drain-timeout", "1500 ms", "dupcheck.mode", "very-slow", "dupcheck.roles", "x, ,y"))
                .resolve();
        assertThat(settings.describe()).hasSameSizeAs(KNOWN);
        assertThat(settings.describe().get(3))
                .isEqualTo(new Settings.Line(
                        "dupcheck.drain-timeout",
                        "1500ms",
                        "10s",
                        "ms, s, m, h or d",
                        "given",
                        "DUPCHECK_DRAIN_TIMEOUT",
                        "How long."));
        assertThat(settings.describe().get(5).value()).isEqualTo("very-slow");
        assertThat(settings.get(MODE)).isEqualTo(Mode.VERY_SLOW);
        assertThat(settings.get(ROLES)).containsExactly("x", "y");
        assertThat(settings.describe().get(6).defaultValue()).isEqualTo("a,b");
    }

    @ParameterizedTest
    @CsvSource({"0s, 0s", "250ms, 250ms", "1000ms, 1s", "90 s, 90s", "120s, 2m", "60m, 1h", "24h, 1d", "30d, 30d"})
    void durationsAreReadAndPrintedInTheGreatestWholeUnit(String text, String printed) {
        assertThat(Durations.print(Durations.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "1.5s", "2 weeks", "2h", "9999999999999s"})
    void whatIsNoDurationOrOutOfRangeIsRefused(String text) {
        assertThatThrownBy(() -> Settings.of(KNOWN)
                        .explicit(Map.of("dupcheck.drain-timeout", text))
                        .resolve())
                .hasMessageContaining("from 0s to 1h expected");
    }

    @ParameterizedTest
    @CsvSource({
        "dupcheck.loud, yes",
        "dupcheck.mode, slow",
        "dupcheck.limit, -1",
        "dupcheck.share, NaN",
        "dupcheck.check.workers, 65"
    })
    void valuesThatDoNotFitAreRefused(String key, String value) {
        assertThatThrownBy(() -> Settings.of(KNOWN).explicit(Map.of(key, value)).resolve())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("expected");
    }

    @Test
    void keysAreCheckedWhereTheyAreDeclared() {
        assertThatThrownBy(() -> Setting.text("Dupcheck.Kafka", "", "")).hasMessageContaining("lower-case");
        Setting<String> twin = Setting.text("dupcheck-kafka", "", "");
        assertThatThrownBy(() -> Settings.of(List.of(KAFKA, twin))).hasMessageContaining("dupcheck-kafka");
        assertThatThrownBy(() -> Settings.of(List.of()).resolve().get(KAFKA)).hasMessageContaining("dupcheck.kafka");
    }
}
