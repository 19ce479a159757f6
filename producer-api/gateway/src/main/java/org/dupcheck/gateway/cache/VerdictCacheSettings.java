package org.dupcheck.gateway.cache;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * How verdicts are kept in memory.
 *
 * @param maxBytes of verdicts and what belongs to them, about, and no more than an eighth of the heap; 0 for none: each read
 *     asks the database
 * @param lag how far behind the database an answer may be, at most: a change that was committed that long before a request
 *     came in is seen by it. 0 has each read ask the database whether something has changed
 * @param unknownFor how long it is kept that there is no such verdict, at least 1 ms. Only memory hangs on it: one that
 *     appears is seen within {@code lag}
 */
public record VerdictCacheSettings(long maxBytes, Duration lag, Duration unknownFor) {
    /** The defaults. */
    public static final VerdictCacheSettings DEFAULT =
            new VerdictCacheSettings(128L << 20, Duration.ofMillis(10), Duration.ofSeconds(10));

    /** Keeps nothing. */
    public static final VerdictCacheSettings OFF = new VerdictCacheSettings(0, DEFAULT.lag(), DEFAULT.unknownFor());

    public VerdictCacheSettings {
        Require.that(maxBytes >= 0, "verdictCache.maxBytes: 0 or more expected");
        Require.that(!lag.isNegative(), "verdictCache.lag: 0 or more expected");
        Require.that(unknownFor.toMillis() >= 1, "verdictCache.unknownFor: at least 1 ms expected");
    }

    /** Whether anything is kept. */
    public boolean on() {
        return maxBytes > 0;
    }

    /** The same with another lag. */
    public VerdictCacheSettings withLag(Duration newLag) {
        return new VerdictCacheSettings(maxBytes, newLag, unknownFor);
    }

    /** The same with another size. */
    public VerdictCacheSettings withMaxBytes(long newMaxBytes) {
        return new VerdictCacheSettings(newMaxBytes, lag, unknownFor);
    }
}
