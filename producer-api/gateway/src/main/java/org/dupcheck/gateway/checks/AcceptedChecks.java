package org.dupcheck.gateway.checks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.client.Published;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The newest revisions accepted for each business document, so that a check reads as queued before the check role has
 * written its row. A memory of this process only, bounded in number and in time: what falls out of it is told from the
 * database, a moment late. Thread-safe.
 */
public final class AcceptedChecks {
    private final Cache<BusinessKey, Accepted> submissions;
    private final Cache<BusinessKey, Map<CheckKey, Accepted>> preChecks;

    /** @param maximum documents that are remembered */
    public AcceptedChecks(int maximum, Duration keep) {
        this.submissions = cache(maximum, keep);
        this.preChecks = cache(maximum, keep);
    }

    private static <V> Cache<BusinessKey, V> cache(int maximum, Duration keep) {
        return Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterWrite(keep)
                .executor(Runnable::run) // its upkeep is short; never the common pool
                .build();
    }

    /**
     * Remembers it, unless a newer revision is known that was not taken back before it.
     *
     * @param contentHash null for a withdrawal
     * @param sent its record
     */
    public void add(CheckKey key, long revision, Mode mode, @Nullable String contentHash, Published sent) {
        Accepted accepted = new Accepted(key, revision, mode, contentHash, sent.partition(), sent.offset(), false);
        if (mode == Mode.PRECHECK) {
            preChecks.asMap().merge(key.document(), Map.of(key, accepted), (old, added) -> with(old, accepted));
        } else {
            submissions.asMap().merge(key.document(), accepted, AcceptedChecks::newer);
        }
    }

    /**
     * Remembers a record without a value, which takes back whatever came before it.
     *
     * @param revision the newest that is known to be taken back; 0 where none is
     * @param sent its record
     */
    public void withdrawn(BusinessKey key, long revision, Published sent) {
        Accepted withdrawal = new Accepted(
                CheckKey.document(key), revision, Mode.WITHDRAW, null, sent.partition(), sent.offset(), true);
        submissions.asMap().merge(key, withdrawal, AcceptedChecks::newer);
    }

    private static Accepted newer(Accepted old, Accepted added) {
        if (!old.byNull && !added.byNull) {
            return added.revision >= old.revision ? added : old;
        }
        // what comes before or after such a withdrawal goes by the log, not by revisions
        Accepted later = added.isBefore(old) ? old : added;
        return later.byNull ? later.withRevision(Math.max(old.revision, added.revision)) : later;
    }

    /** In the order of arrival; no more of one document than it can have sections. */
    private static Map<CheckKey, Accepted> with(Map<CheckKey, Accepted> old, Accepted added) {
        Map<CheckKey, Accepted> all = new LinkedHashMap<>(old);
        Accepted before = all.remove(added.key());
        all.put(added.key(), before == null ? added : newer(before, added));
        if (all.size() > Limits.MAX_SECTIONS + 1) {
            all.remove(all.keySet().iterator().next());
        }
        return all;
    }

    /** The newest revision accepted of a submission or withdrawal. */
    public Optional<Accepted> submission(BusinessKey key) {
        return Optional.ofNullable(submissions.getIfPresent(key));
    }

    /** The pre-checks of a document and its sections, the one accepted last at the end. */
    public List<Accepted> preChecks(BusinessKey key) {
        Map<CheckKey, Accepted> accepted = preChecks.getIfPresent(key);
        return accepted == null ? List.of() : List.copyOf(accepted.values());
    }

    /**
     * What was accepted.
     *
     * @param contentHash null for a withdrawal
     * @param partition of its record
     * @param offset of its record
     * @param byNull whether it is a record without a value; the revision is the newest that it is known to take back
     */
    public record Accepted(
            CheckKey key,
            long revision,
            Mode mode,
            @Nullable String contentHash,
            int partition,
            long offset,
            boolean byNull) {
        private boolean isBefore(Accepted other) {
            return partition == other.partition && offset < other.offset;
        }

        private Accepted withRevision(long greatest) {
            return new Accepted(key, greatest, mode, contentHash, partition, offset, byNull);
        }
    }
}
