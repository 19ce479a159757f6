package org.dupcheck.store.checks;

import org.dupcheck.contract.Verdict;

/**
 * A verdict that is to be stored.
 *
 * @param ownerKey names whose documents were told apart: {@link StartedCheck#ownerKey}
 * @param pages that were scanned for it
 * @param json the verdict as it is stored, byte for byte
 */
public record NewVerdict(Verdict verdict, String ownerKey, int pages, String json) {}
