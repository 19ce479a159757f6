package org.dupcheck.store.checks;

import org.dupcheck.contract.CheckKey;

/**
 * The right to write one row of a check. Every begin of a check raises {@code attempt} within a revision, so a claim is
 * good until the next begin or withdrawal, on whichever node that happens: (revision, attempt) only grows in a row.
 *
 * <p>The revision alone would not do. A node that lost its partition and the node that took it over work on the same
 * revision. The old one must neither finish nor give up what the new one is doing.
 */
public record Claim(CheckKey key, long revision, int attempt) {}
