package org.dupcheck.store.checks;

import org.jspecify.annotations.Nullable;

/**
 * A check that may run.
 *
 * @param corpusVersion the reference set that it must see at least
 * @param corpusToken names the history which that version belongs to; null where the database does not know it any more,
 *     and for version 0
 * @param statisticsToken names the statistics that it is to use; null where there are none yet
 * @param reusableVerdict the JSON of an earlier verdict whose findings stand at that version, or null
 */
public record StartedCheck(
        Claim claim,
        long corpusVersion,
        @Nullable String corpusToken,
        @Nullable String statisticsToken,
        @Nullable String reusableVerdict) {}
