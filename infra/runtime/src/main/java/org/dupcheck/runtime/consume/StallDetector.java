package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells a consumer that stands still from one that has nothing to do. A partition is suspect while it is assigned, not held,
 * has nothing in flight, and its end lies beyond its position; it is stalled when it has been so for the whole timeout
 * without moving. Whatever takes a partition out of suspicion, an outage included, begins the time anew. Used by one thread.
 */
final class StallDetector {
    /** Looks that a stall takes besides its time: a clock that was moved, or a machine that slept, is no stall. */
    static final int MIN_LOOKS = 4;

    private final Duration timeout;
    private final Map<TopicPartition, Suspicion> suspicions = new HashMap<>();

    StallDetector(Duration timeout) {
        this.timeout = timeout;
    }

    private record Suspicion(long position, Instant since, int looks) {}

    /** @param since how long it has been seen to stand still */
    record Stall(TopicPartition partition, long position, long end, OptionalLong committed, Duration since) {
        @Override
        public String toString() {
            return partition + " stands at " + (position == Intake.UNKNOWN ? "its start" : position)
                    + " for " + since.toSeconds() + " s, its end is " + end + ", committed is "
                    + (committed.isPresent() ? committed.getAsLong() : "nothing");
        }
    }

    /** @return the partition that has stood still longest, if one has for the timeout */
    Optional<Stall> look(
            Instant now, Map<TopicPartition, Intake.Standing> standing, Map<TopicPartition, GroupView.Log> logs) {
        suspicions.keySet().retainAll(standing.keySet());
        @Nullable Stall longest = null;
        for (Map.Entry<TopicPartition, Intake.Standing> entry : standing.entrySet()) {
            TopicPartition partition = entry.getKey();
            GroupView.Log log = logs.get(partition);
            if (log == null || !suspect(entry.getValue(), log)) {
                suspicions.remove(partition);
                continue;
            }
            Suspicion suspicion = suspicion(partition, entry.getValue().position(), now);
            Duration since = Duration.between(suspicion.since(), now);
            if (suspicion.looks() >= MIN_LOOKS
                    && since.compareTo(timeout) >= 0
                    && (longest == null || since.compareTo(longest.since()) > 0)) {
                longest = new Stall(partition, suspicion.position(), log.end(), log.committed(), since);
            }
        }
        return Optional.ofNullable(longest);
    }

    private Suspicion suspicion(TopicPartition partition, long position, Instant now) {
        Suspicion before = suspicions.get(partition);
        Suspicion suspicion = before != null
                        && before.position() == position
                        && !before.since().isAfter(now)
                ? new Suspicion(position, before.since(), before.looks() + 1)
                : new Suspicion(position, now, 1);
        suspicions.put(partition, suspicion);
        return suspicion;
    }

    /** A partition of which nothing was read yet starts where the group has committed, or at the first record. */
    private static boolean suspect(Intake.Standing standing, GroupView.Log log) {
        long next = standing.position() == Intake.UNKNOWN
                ? Math.max(log.earliest(), log.committed().orElse(log.earliest()))
                : standing.position();
        return !standing.held() && standing.inFlight() == 0 && next < log.end();
    }

    /** Nothing is known for now: suspicions begin again. */
    void clear() {
        suspicions.clear();
    }
}
