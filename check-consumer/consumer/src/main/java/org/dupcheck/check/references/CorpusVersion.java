package org.dupcheck.check.references;

import org.jspecify.annotations.Nullable;

/**
 * A state of the reference set.
 *
 * @param number how many changes made it, 0 or more
 * @param token names the history that it is of; null where the database does not know it any more, and for 0
 */
public record CorpusVersion(long number, @Nullable String token) {}
