package org.dupcheck.store.checks;

import org.dupcheck.contract.BusinessKey;

/**
 * What decides what is found of a section, besides its text: where all of this is the same, the findings are.
 *
 * @param document whose section it is: its own entry in the reference set is left out
 * @param ownerKey whose documents are told apart; empty where that does not decide
 * @param versions of the engine and of the settings
 */
public record SectionBasis(
        BusinessKey document,
        String ownerKey,
        long corpusVersion,
        long statisticsVersion,
        CheckVersions versions,
        long policyVersion) {}
