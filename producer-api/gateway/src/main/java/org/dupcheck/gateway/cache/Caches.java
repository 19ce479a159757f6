package org.dupcheck.gateway.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Weigher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BiPredicate;

/** Caches of Caffeine as they are used here, and what is told of their size. */
final class Caches {
    private Caches() {}

    /**
     * Bounded by weight. What is unknown goes after a time, the rest when there is no room.
     *
     * @param bytes the sum of all weights, at most
     */
    static <K, V> AsyncCache<K, V> bounded(
            long bytes, Weigher<K, V> weigher, BiPredicate<K, V> unknown, Duration unknownFor) {
        Duration forEver = Duration.ofDays(10_000);
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(weigher)
                .expireAfter(Expiry.<K, V>writing((key, value) -> unknown.test(key, value) ? unknownFor : forEver))
                .executor(Runnable::run) // its upkeep is short; never the common pool
                .buildAsync();
    }

    /** @param of what it keeps, as the meters' tag */
    static void gauges(MeterRegistry meters, String of, AsyncCache<?, ?> cache) {
        Gauge.builder(
                        "dupcheck.verdict.cache.entries",
                        () -> cache.synchronous().estimatedSize())
                .description("Verdicts, and newest ones by business key, kept in memory; unknown ones too")
                .tag("of", of)
                .register(meters);
        Gauge.builder(
                        "dupcheck.verdict.cache.bytes",
                        () -> cache.synchronous().policy().eviction().stream()
                                .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                                .sum())
                .description("Their size, about")
                .baseUnit("bytes")
                .tag("of", of)
                .register(meters);
    }
}
