package org.dupcheck.store.checks;

import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * A check that may run.
 *
 * @param corpusVersion the reference set that it must see at least
 * @param corpusToken names the history which that version belongs to; null where the database does not know it any more,
 *     and for version 0
 * @param statisticsToken names the statistics that it is to use; null where there are none yet
 * @param policyVersion the policy in force; 0: the built-in one
 * @param policy its JSON; null for version 0
 * @param owner whose documents are told apart
 * @param reusableVerdict the JSON of an earlier verdict whose findings stand at that version, or null
 * @param earlier the verdict before the one that this check will give; null where it is the first
 */
public record StartedCheck(
        Claim claim,
        long corpusVersion,
        @Nullable String corpusToken,
        @Nullable String statisticsToken,
        long policyVersion,
        @Nullable String policy,
        Owner owner,
        @Nullable String reusableVerdict,
        @Nullable EarlierVerdict earlier) {
    /**
     * Why a verdict of this check is given. Verdicts of smaller revisions are fixed once a check has begun, so whoever
     * begins the same check again finds the same reason.
     *
     * @param contentHash of what is checked
     * @param seenVersion the corpus version that the verdict is pinned to
     * @param statisticsVersion the statistics version that it is pinned to
     * @param versions what else it is pinned to
     */
    public VerdictReason reason(String contentHash, long seenVersion, long statisticsVersion, CheckVersions versions) {
        return earlier == null
                ? VerdictReason.FIRST
                : earlier.reasonOfNext(
                        contentHash,
                        owner.keyAt(seenVersion, corpusVersion),
                        seenVersion,
                        statisticsVersion,
                        versions,
                        policyVersion);
    }

    /** The key of the owner's documents for a verdict that is pinned to that corpus version. */
    public String ownerKey(long seenVersion) {
        return owner.keyAt(seenVersion, corpusVersion);
    }

    /**
     * Whose documents are told apart. Where the applicant has none, a verdict is the same as one without an applicant, such
     * as most pre-checks are, and may be used again for it.
     *
     * @param atBegin a key of the applicant, empty where none is named or none of the reference documents is his
     * @param named the applicant's key whatever documents there are; empty where none is named
     */
    public record Owner(String atBegin, String named) {
        /**
         * The applicant of a document.
         *
         * @param userId null where none is named
         * @param hasDocuments whether one of the reference documents is his
         */
        public static Owner of(BusinessKey document, @Nullable String userId, boolean hasDocuments) {
            String named = OwnerKey.of(document, userId);
            return new Owner(hasDocuments ? named : "", named);
        }

        /** The key for a verdict of that version. At a later version than the begin saw, the applicant may have documents by then. */
        public String keyAt(long seenVersion, long versionAtBegin) {
            return seenVersion == versionAtBegin ? atBegin : named;
        }
    }
}
