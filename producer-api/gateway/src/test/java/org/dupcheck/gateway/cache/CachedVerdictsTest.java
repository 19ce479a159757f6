package org.dupcheck.gateway.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.Rows;
import org.dupcheck.store.verdicts.VerdictChanges;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A cache of verdicts on a real database. Whoever writes straight to it is another node. */
abstract class CachedVerdictsTest extends GatewayTest {
    static final Duration NEVER_BY_ITSELF = Duration.ofDays(1);
    static final Duration AT_EACH_READ = Duration.ZERO;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final BusinessKey key =
            new BusinessKey("cache", UUID.randomUUID().toString().substring(0, 30));
    final List<VerdictCache> caches = new ArrayList<>();
    WatchedDatabase loads;
    WatchedDatabase looks;

    @BeforeEach
    void watch() {
        loads = new WatchedDatabase(gateway.database);
        looks = new WatchedDatabase(gateway.database);
        gateway.rows.references.version(12);
    }

    @AfterEach
    void close() {
        caches.forEach(VerdictCache::close);
    }

    VerdictCache cache(VerdictCacheSettings settings) {
        VerdictCache cache = new VerdictCache(new VerdictQueries(loads), new VerdictChanges(looks), settings, meters);
        caches.add(cache);
        return cache;
    }

    VerdictCache cache(Duration lag) {
        return cache(VerdictCacheSettings.DEFAULT.withLag(lag));
    }

    Verdict stored(long revision) {
        return stored(key, revision);
    }

    static Verdict stored(BusinessKey key, long revision) {
        Verdict verdict = Rows.verdict(key, revision, ResultState.DUPLICATES, Instant.now());
        gateway.rows.verdict(verdict);
        return verdict;
    }

    static void delete(Verdict verdict) {
        gateway.rows.update("delete from verdict where verdict_id = ?", verdict.verdictId());
    }

    static long revision(Reading reading) {
        return reading.verdict()
                .map(found -> new JsonCodec().read(found.json(), Verdict.class).revision())
                .orElse(-1L);
    }
}
