package org.dupcheck.contract;

/**
 * Why a verdict was made, as seen from the verdict before it: the newest one of the same document, of the same mode, and
 * for a pre-check of one section of that section. Whether the findings were taken over or found by a scan is another
 * matter.
 */
public enum VerdictReason {
    /** There is no verdict before it. */
    FIRST,
    /** The content is another one, or another applicant's. */
    EDIT,
    /** Content, reference set, engine, settings and policy are the same. */
    UNCHANGED,
    /**
     * The content is the same; the reference set, the engine, the settings, or what other open submissions say have moved on.
     */
    RECHECK,
    /** The reference set has changed while the submission was open, and what was found with it. */
    CORPUS_CHANGE,
    /** All is the same but the policy of the business type. */
    POLICY,
    /** Only of verdicts stored before reasons were told apart: a scan, for whichever of the other reasons. Never given anew. */
    SCANNED
}
