package org.dupcheck.store.checks;

import org.dupcheck.contract.CheckKey;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one row of a check. Every begin of a check raises {@code attempt} within a revision, so a claim is
 * good until the next begin or withdrawal, on whichever node that happens: (revision, attempt) only grows in a row.
 *
 * <p>The revision alone would not do. A node that lost its partition and the node that took it over work on the same
 * revision. The old one must neither finish nor give up what the new one is doing.
 *
 * @param earlierVerdict id of the verdict before the one that this check will give, null for none; a verdict says why it
 *     was made, so the check ends with one only while that still holds
 */
public record Claim(
        CheckKey key, long revision, int attempt, @Nullable String earlierVerdict) {}
