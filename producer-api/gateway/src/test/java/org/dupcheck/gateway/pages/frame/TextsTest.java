package org.dupcheck.gateway.pages.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.pages.applicants.Told;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewDesk.Mark;
import org.dupcheck.store.reviews.ReviewState;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

/** Every word that a page shows is there in both languages. */
final class TextsTest {
    private static final Pattern KEY = Pattern.compile(
            "(?:lookup|text|words)\\(\\s*(?:[^()\"]*\\? )?\"([a-zA-Z]+\\.[a-zA-Z.0-9]+)\"(?: : \"([a-zA-Z.]+)\")?");
    private static final Pattern NAV = Pattern.compile("key = \"([a-zA-Z.]+)\"");

    @Test
    void bothLanguagesHaveTheSameKeysWithTheSamePlaces() throws IOException {
        Properties zh = load("zh");
        Properties en = load("en");
        assertThat(zh.stringPropertyNames()).isEqualTo(en.stringPropertyNames());
        for (String key : zh.stringPropertyNames()) {
            assertThat(places(zh.getProperty(key))).as(key).isEqualTo(places(en.getProperty(key)));
            assertThat(zh.getProperty(key)).as(key).isNotBlank();
            assertThat(en.getProperty(key)).as(key).isNotBlank();
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}").matcher(text).results().forEach(found -> places.add(found.group()));
        return places;
    }

    @Test
    void everyKeyThatAPageNamesIsThere() throws IOException {
        Properties words = load("en");
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (String folder : List.of("src/main/jte", "src/main/java/org/dupcheck/gateway/pages")) {
            for (Path file : files(Path.of(folder))) {
                String source = Files.readString(file);
                for (Pattern pattern : List.of(KEY, NAV)) {
                    for (var found : pattern.matcher(source).results().toList()) {
                        for (int group = 1; group <= found.groupCount(); group++) {
                            String key = found.group(group);
                            seen++;
                            if (key != null && words.getProperty(key) == null) {
                                missing.add(file + ": " + key);
                            }
                        }
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void everyConstantThatAPageShowsHasAName() {
        List<Enum<?>> shown = new ArrayList<>();
        for (Class<? extends Enum<?>> type : List.of(
                AuditAction.class,
                ResultState.class,
                SignalKind.class,
                VerdictReason.class,
                Role.class,
                Mark.class,
                WorkOrderState.class,
                CheckState.class,
                ConfirmationReason.class,
                Told.State.class,
                ReviewState.class,
                ReviewAct.Kind.class,
                ReviewDecision.class)) {
            shown.addAll(List.of(type.getEnumConstants()));
        }
        for (Language language : Language.values()) {
            for (Enum<?> constant : shown) {
                assertThat(Texts.of(language).name(constant)).isNotBlank();
            }
        }
    }

    @Test
    void figuresAndAgesAreWritten() {
        Texts en = Texts.of(Language.EN);
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(en.percent(.48567)).isEqualTo("48.6 %");
        assertThat(en.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(en.age(now.minusSeconds(59), now)).isEqualTo("just now");
        assertThat(en.age(now.minus(Duration.ofMinutes(59)), now)).isEqualTo("59 min ago");
        assertThat(en.age(now.minus(Duration.ofHours(23)), now)).isEqualTo("23 h ago");
        assertThat(Texts.of(Language.ZH).age(now.minus(Duration.ofDays(3)), now))
                .isEqualTo("3 天前");
        assertThat(en.error(404)).isEqualTo("Page not found");
        assertThat(en.error(418)).isEqualTo("The request was refused");
        assertThat(en.ratio("raw")).isEqualTo("Everything");
        assertThat(en.ratio("what comes later")).isEqualTo("what comes later");
        assertThatThrownBy(() -> en.lookup("no.such.word")).hasMessageContaining("no.such.word");
    }

    @Test
    void oneIsSpokenOfAsOne() {
        Texts en = Texts.of(Language.EN);
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(en.age(now.minus(Duration.ofDays(1)), now)).isEqualTo("1 day ago");
        assertThat(en.age(now.minus(Duration.ofDays(21)), now)).isEqualTo("21 days ago");
        assertThat(en.text("report.passages", 1)).isEqualTo("1 passage");
        assertThat(en.text("report.passages", en.number(1_001))).isEqualTo("1,001 passages");
        assertThat(en.text("report.passages", 0)).isEqualTo("0 passages");
        assertThat(en.text("file.done", "a.md", 1, 2)).contains("1 box filled, 2 boxes added");
    }

    /** Where something is counted, both words stand there; what is written so by mistake would be shown as it is. */
    @Test
    void noPlaceholderIsLeftOver() throws IOException {
        Properties words = load("en");
        for (String key : words.stringPropertyNames()) {
            for (Object value : List.of(1, 2)) {
                assertThat(Texts.of(Language.EN).text(key, value, value, value, value, value))
                        .as(key)
                        .doesNotContain("{", "}");
            }
        }
    }

    @Test
    void aValueThatLooksLikeAPlaceholderStaysAsItIs() {
        assertThat(Texts.of(Language.ZH).text("file.done", "{1} 个 <b>x$1\\.md", 2, 3))
                .isEqualTo("已读取“{1} 个 <b>x$1\\.md”。填入空栏 2 个，新增论证项 3 个。请过目后按“比对”。");
    }

    @Test
    void timesAreOfTheReadersZoneAndSayOfWhich() {
        Instant moment = Instant.parse("2026-11-29T20:05:59Z");
        Texts texts = Texts.of(Language.EN);
        assertThat(texts.in(ZoneId.of("Asia/Shanghai")).time(moment)).isEqualTo("2026-11-30 04:05 UTC+08:00");
        assertThat(texts.in(ZoneId.of("America/New_York")).time(moment)).isEqualTo("2026-11-29 15:05 UTC-05:00");
        assertThat(texts.time(moment)).isEqualTo("2026-11-29 20:05 UTC+00:00");
    }

    private static Properties load(String code) throws IOException {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Texts.class.getResourceAsStream("texts_" + code + ".properties"), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
