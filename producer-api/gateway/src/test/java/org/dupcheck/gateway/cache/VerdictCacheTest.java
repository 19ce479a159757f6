package org.dupcheck.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.cache.Reading.Source;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and what a reader sees of the changes of other nodes. */
final class VerdictCacheTest extends CachedVerdictsTest {
    @Test
    void readsTheDatabaseOnceAndGivesTheSameBytes() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(NEVER_BY_ITSELF);

        Reading first = cache.find(verdict.verdictId());
        Reading second = cache.find(verdict.verdictId());

        assertThat(first.source()).isEqualTo(Source.DATABASE);
        assertThat(second.source()).isEqualTo(Source.CACHE);
        assertThat(second.verdict().orElseThrow().json())
                .isEqualTo(first.verdict().orElseThrow().json())
                .isEqualTo(new JsonCodec().write(verdict));
        assertThat(loads.reads).hasValue(1);
    }

    @Test
    void whatWasReadByBusinessKeyIsKnownByItsId() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(NEVER_BY_ITSELF);

        assertThat(cache.latest(key).source()).isEqualTo(Source.DATABASE);

        assertThat(cache.latest(key).source()).isEqualTo(Source.CACHE);
        assertThat(cache.find(verdict.verdictId()).source()).isEqualTo(Source.CACHE);
        assertThat(loads.reads).hasValue(1);
    }

    @Test
    void aNewVerdictOfAnotherNodeIsTheLatestForTheNextReader() {
        VerdictCache cache = cache(AT_EACH_READ);
        for (long revision = 1; revision <= 5; revision++) {
            stored(revision);

            assertThat(revision(cache.latest(key))).isEqualTo(revision);
            assertThat(cache.latest(key).source()).isEqualTo(Source.REVALIDATED);
        }
        assertThat(loads.reads).as("one for each verdict").hasValue(5);
    }

    @Test
    void theThreadBringsAChangeWithoutAnyReaderAsking() {
        stored(1);
        VerdictCache cache = cache(Duration.ofSeconds(2));
        cache.start();
        cache.latest(key);

        stored(2);

        await().untilAsserted(() -> {
            Reading reading = cache.latest(key);
            assertThat(revision(reading)).isEqualTo(2);
            assertThat(reading.source()).isNotEqualTo(Source.REVALIDATED);
        });
    }

    @Test
    void theThreadLoadsTheNewVerdictOfADocumentThatWasAskedFor() {
        stored(1);
        VerdictCache cache = cache(Duration.ofMillis(200));
        cache.latest(key);
        cache.start();
        cache.latest(key);

        Verdict second = stored(2);
        // two verdicts and the newest one's id: the second has been read and is kept
        await().until(() -> loads.reads.get() == 2 && entries() == 3);

        assertThat(cache.find(second.verdictId()).source()).isIn(Source.CACHE, Source.REVALIDATED);
        assertThat(revision(cache.latest(key))).isEqualTo(2);
        assertThat(loads.reads).hasValue(2);
    }

    private double entries() {
        return meters.find("dupcheck.verdict.cache.entries").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void anUnknownIdIsAskedForOnceAndIsKnownAtOnceWhenItAppears() {
        Verdict verdict = Rows.verdict(key, 1, ResultState.NONE, Instant.now());
        VerdictCache cache = cache(AT_EACH_READ);
        for (int i = 0; i < 3; i++) {
            assertThat(cache.find(verdict.verdictId()).verdict()).isEmpty();
            assertThat(cache.latest(key).verdict()).isEmpty();
        }
        assertThat(loads.reads).as("one by id, one by key").hasValue(2);

        gateway.rows.verdict(verdict);

        assertThat(revision(cache.find(verdict.verdictId()))).isEqualTo(1);
        assertThat(revision(cache.latest(key))).isEqualTo(1);
    }

    @Test
    void aDeletedVerdictIsGoneForTheNextReader() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        cache.latest(key);
        cache.find(verdict.verdictId());

        delete(verdict);

        assertThat(cache.find(verdict.verdictId()).verdict()).isEmpty();
        assertThat(cache.latest(key).verdict()).isEmpty();
    }

    @Test
    void aVerdictThatWasChangedByHandIsReadAgain() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        cache.find(verdict.verdictId());

        gateway.rows.update("update verdict set body = '{\"by\": \"hand\"}' where verdict_id = ?", verdict.verdictId());

        assertThat(cache.find(verdict.verdictId()).verdict().orElseThrow().json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"by\": \"hand\"}");
    }

    @Test
    void tellsHowFarBehindItIsOfTheSameMomentAsTheChanges() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        for (long version = 12; version < 16; version++) {
            gateway.rows.references.version(version);

            Reading reading = cache.find(verdict.verdictId());

            assertThat(reading.verdict().orElseThrow().changesBehind()).isEqualTo(version - 12);
        }
        assertThat(loads.reads).as("the verdict itself").hasValue(1);
    }

    @Test
    void aVerdictOfACorpusVersionNotYetKnownHereIsAskedFor() {
        gateway.rows.references.version(11);
        VerdictCache cache = cache(NEVER_BY_ITSELF);
        cache.find("look");
        gateway.rows.references.version(12);
        Verdict verdict = stored(1);

        for (int i = 0; i < 3; i++) {
            Reading reading = cache.find(verdict.verdictId());

            assertThat(reading.source()).isEqualTo(Source.DATABASE);
            assertThat(reading.verdict().orElseThrow().changesBehind()).isZero();
        }
    }

    @Test
    void whoWasToldOfAVerdictHereFindsIt() {
        stored(1);
        Verdict second = Rows.verdict(key, 2, ResultState.NONE, Instant.now());
        VerdictCache cache = cache(NEVER_BY_ITSELF);
        cache.latest(key);
        cache.find(second.verdictId());
        gateway.rows.verdict(second);
        assertThat(revision(cache.latest(key))).as("without being told").isEqualTo(1);

        cache.told(key, second.verdictId());

        assertThat(revision(cache.latest(key))).isEqualTo(2);
        assertThat(revision(cache.find(second.verdictId()))).isEqualTo(2);
        int before = loads.reads.get();
        cache.told(key, second.verdictId());
        assertThat(cache.latest(key).source()).isEqualTo(Source.CACHE);
        assertThat(loads.reads).hasValue(before);
    }

    @Test
    void whoWasToldOfTheReferenceSetSeesItsState() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(NEVER_BY_ITSELF);
        cache.find(verdict.verdictId());
        gateway.rows.references.version(14);
        assertThat(cache.find(verdict.verdictId()).verdict().orElseThrow().changesBehind())
                .as("without being told")
                .isZero();

        cache.lookAgain();

        assertThat(cache.find(verdict.verdictId()).verdict().orElseThrow().changesBehind())
                .isEqualTo(2);
    }

    @Test
    void keepsNoMoreThanItsBytes() {
        VerdictCache cache = cache(new VerdictCacheSettings(64 << 10, NEVER_BY_ITSELF, Duration.ofMinutes(1)));
        for (int i = 0; i < 300; i++) {
            BusinessKey other = new BusinessKey("bytes", "b" + i);
            stored(other, 1);
            assertThat(revision(cache.latest(other))).isEqualTo(1);
            assertThat(cache.find("unknown" + i).verdict()).isEmpty();
        }

        double bytes = meters.get("dupcheck.verdict.cache.bytes").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
        assertThat(bytes).isPositive().isLessThanOrEqualTo(64 << 10);
        assertThat(meters.get("dupcheck.verdict.cache.entries")
                        .tag("of", "verdicts")
                        .gauge()
                        .value())
                .isBetween(10.0, 160.0);
    }

    @Test
    void withoutBytesItAsksEachTimeAndLooksForNothing() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(VerdictCacheSettings.OFF);
        cache.start();

        assertThat(cache.find(verdict.verdictId()).source()).isEqualTo(Source.BYPASS);
        assertThat(cache.latest(key).source()).isEqualTo(Source.BYPASS);
        assertThat(cache.find("unknown").verdict()).isEmpty();
        assertThat(loads.reads).hasValue(3);
        assertThat(looks.reads).hasValue(0);
    }
}
