package org.dupcheck.gateway.deadletters;

import java.util.List;
import org.dupcheck.runtime.deadletter.DeadRecord;
import org.dupcheck.store.deadletters.DeadLetterReplays.Replay;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as somebody may see it.
 *
 * @param sourceTopic where it came from, and where a replay goes
 * @param replays of it so far, the oldest first
 * @param text what is in it, where who asks may read it and it was asked for; null otherwise, and for a tombstone
 * @param isTextOpen whether who asks may read it
 */
public record SeenLetter(
        DeadRecord record,
        String sourceTopic,
        List<Replay> replays,
        @Nullable String text,
        boolean isTextOpen) {
    public SeenLetter {
        replays = List.copyOf(replays);
    }
}
