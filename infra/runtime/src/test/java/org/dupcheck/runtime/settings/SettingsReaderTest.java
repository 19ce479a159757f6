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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
    /** Some settings as a program takes them. */
    private record Sample(
            int workers, double share, Duration patience, boolean loud, String level, String kafka, String password) {
        static Sample read(SettingsReader in) {
            return new Sample(
                    in.read(
                            "dupcheck.check.workers",
                            4,
                            SettingType.integer(1, 64, "threads"),
                            "How many submissions are checked at once."),
                    in.read("dupcheck.share", 0.5, SettingType.decimal(0, 1, ""), "A share."),
                    in.read(
                            "dupcheck.drain-timeout",
                            Duration.ofSeconds(10),
                            SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
                            "How long."),
                    in.read("dupcheck.loud", false, SettingType.bool(), "Loud."),
                    in.read("dupcheck.level", "INFO", SettingType.oneOf("INFO", "WARN"), "The level."),
                    in.read("dupcheck.kafka", "", SettingType.text(), "Brokers."),
                    in.read("dupcheck.database.password", "", SettingType.secret(), "The password."));
        }
    }

    private static List<SettingsReader.Line> lines(Map<String, String> given) {
        SettingsReader reader = new SettingsReader().explicit(given);
        assertThat(Sample.read(reader)).isNotNull();
        return reader.finish();
    }

    @Test
    void laterSourcesWinOverEarlierOnes(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("dupcheck.properties");
        Files.writeString(file, "dupcheck.check.workers=5\ndupcheck.share=0.25\ndupcheck.kafka=文件:1\n");
        SettingsReader reader = new SettingsReader()
                .file(file)
                .environment(
                        Map.of("DUPCHECK_CHECK_WORKERS", "6", "DUPCHECK_SHARE", "0.75", "PATH", "x"),
                        "DUPCHECK_",
                        Set.of())
                .explicit(Map.of("dupcheck.check.workers", "7", "dupcheck.loud", " TRUE"));

        assertThat(Sample.read(reader))
                .isEqualTo(new Sample(7, 0.75, Duration.ofSeconds(10), true, "INFO", "文件:1", ""));
        assertThat(reader.finish())
                .extracting(SettingsReader.Line::source)
                .containsExactly(
                        "given",
                        "environment DUPCHECK_SHARE",
                        "default",
                        "given",
                        "default",
                        "file dupcheck.properties",
                        "default");
    }

    @Test
    void everyFaultIsNamedWithTheNearestKnownKeyAndWhatIsExpected() {
        SettingsReader reader = new SettingsReader()
                .environment(
                        Map.of("DUPCHECK_KAFAK", "h:1", "DUPCHECK_CHECK_WORKERS", "many", "DUPCHECK_JAVA", "/j"),
                        "DUPCHECK_",
                        Set.of("DUPCHECK_JAVA"))
                .explicit(Map.of("dupcheck.check.wrokers", "1", "dupcheck.share", "1.5", "entirely.else", "x"));
        assertThat(Sample.read(reader).workers()).as("the default stands in").isEqualTo(4);

        SettingsException failure = catchThrowableOfType(SettingsException.class, reader::finish);

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
        assertThat(reader.conflict("never told").faults()).isEqualTo(failure.faults());
    }

    @Test
    void valuesThatDoNotFitTogetherAreToldWhereNothingElseIsAtFault() {
        assertThat(new SettingsReader().conflict("a is above b").faults()).containsExactly("a is above b");
    }

    @Test
    void aFileThatCannotBeReadIsAFault(@TempDir Path directory) {
        SettingsReader reader = new SettingsReader().file(directory.resolve("none.properties"));
        assertThatThrownBy(reader::finish)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.properties");
    }

    @Test
    void aVariablesNameIsNoKeyOfAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("dupcheck.properties"), "DUPCHECK_KAFKA=h:1\n");
        SettingsReader reader = new SettingsReader().file(file);
        assertThat(Sample.read(reader).kafka()).isEmpty();
        assertThatThrownBy(reader::finish).hasMessageContaining("unknown setting DUPCHECK_KAFKA");
    }

    @Test
    void secretsAreNeverShown() {
        SettingsReader reader = new SettingsReader().explicit(Map.of("dupcheck.database.password", "geheim"));
        assertThat(Sample.read(reader).password()).isEqualTo("geheim");
        assertThat(reader.finish().toString()).doesNotContain("geheim").contains(SettingType.MASK);
    }

    @Test
    void everyKeyIsDescribedWithValueDefaultUnitAndVariable() {
        List<SettingsReader.Line> lines = lines(Map.of("dupcheck.drain-timeout", "1500 ms", "dupcheck.level", "warn"));
        assertThat(lines).hasSize(7);
        assertThat(lines.get(2))
                .isEqualTo(new SettingsReader.Line(
                        "dupcheck.drain-timeout",
                        "1500ms",
                        "10s",
                        "ms, s, m, h or d",
                        "a duration such as 250ms, 10s, 5m, 12h or 30d, from 0s to 1h",
                        "given",
                        "DUPCHECK_DRAIN_TIMEOUT",
                        "How long."));
        assertThat(lines.get(2).isDefault()).isFalse();
        assertThat(lines.get(3).isDefault()).isTrue();
        assertThat(lines.get(4).value()).isEqualTo("WARN");
    }

    @ParameterizedTest
    @CsvSource({"0s, 0s", "250ms, 250ms", "1000ms, 1s", "90 s, 90s", "120s, 2m", "60m, 1h", "24h, 1d", "30d, 30d"})
    void durationsAreReadAndPrintedInTheGreatestWholeUnit(String text, String printed) {
        assertThat(Durations.print(Durations.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "1.5s", "2 weeks", "2h", "9999999999999s"})
    void whatIsNoDurationOrOutOfRangeIsRefused(String text) {
        assertThatThrownBy(() -> lines(Map.of("dupcheck.drain-timeout", text)))
                .hasMessageContaining("from 0s to 1h expected");
    }

    @ParameterizedTest
    @CsvSource({
        "dupcheck.loud, yes",
        "dupcheck.level, slow",
        "dupcheck.share, NaN",
        "dupcheck.check.workers, 65",
        "dupcheck.check.workers, 0"
    })
    void valuesThatDoNotFitAreRefused(String key, String value) {
        assertThatThrownBy(() -> lines(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("expected");
    }

    @Test
    void keysAreCheckedWhereTheyAreDeclared() {
        SettingsReader reader = new SettingsReader();
        assertThatThrownBy(() -> reader.read("Dupcheck.Kafka", "", SettingType.text(), ""))
                .hasMessageContaining("lower-case");
        reader.read("dupcheck.kafka", "", SettingType.text(), "");
        assertThatThrownBy(() -> reader.read("dupcheck-kafka", "", SettingType.text(), ""))
                .hasMessageContaining("dupcheck-kafka");
    }
}
