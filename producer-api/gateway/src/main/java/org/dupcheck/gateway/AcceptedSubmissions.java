package org.dupcheck.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;

/**
 * The newest revision accepted for each business document, so that a check reads as queued before the check role has
 * written its row. A memory of this process only, bounded in number and in time: what falls out of it is told from the
 * database, a moment late. Thread-safe.
 */
final class AcceptedSubmissions {
    private final Cache<BusinessKey, Accepted> newest;

    AcceptedSubmissions(int maximum, Duration keep) {
        this.newest = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterWrite(keep)
                .executor(Runnable::run) // its upkeep is short; never the common pool
                .build();
    }

    void add(BusinessKey key, long revision, Mode mode) {
        newest.asMap()
                .merge(key, new Accepted(revision, mode), (old, added) -> added.revision >= old.revision ? added : old);
    }

    Optional<Accepted> find(BusinessKey key) {
        return Optional.ofNullable(newest.getIfPresent(key));
    }

    /** What was accepted. */
    record Accepted(long revision, Mode mode) {}
}
