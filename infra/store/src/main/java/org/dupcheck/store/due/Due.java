package org.dupcheck.store.due;

import java.time.Duration;

/**
 * Something that was due, and is now in the hands of whoever claimed it.
 *
 * @param attempts how often it was claimed since it was scheduled, this time included; from 1
 * @param claim what the claim is known by: a later one has another
 * @param late how long after its time it was claimed
 */
public record Due(DueKind kind, String subject, int attempts, long claim, Duration late) {}
