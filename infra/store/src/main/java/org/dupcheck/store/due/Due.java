package org.dupcheck.store.due;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that was due, and is now in the hands of whoever claimed it.
 *
 * @param attempts how often it was claimed since it was scheduled, this time included; from 1
 * @param claim what the claim is known by: a later one has another
 * @param late how long after its time it was claimed
 * @param receiver whose server it calls; null where it is nobody's, or not known
 */
public record Due(
        DueKind kind,
        String subject,
        int attempts,
        long claim,
        Duration late,
        @Nullable String receiver) {
    /** Of what calls nobody's server. */
    public Due(DueKind kind, String subject, int attempts, long claim, Duration late) {
        this(kind, subject, attempts, claim, late, null);
    }
}
