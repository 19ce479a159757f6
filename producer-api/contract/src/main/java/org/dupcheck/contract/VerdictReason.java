package org.dupcheck.contract;

/** Why a verdict was made. */
public enum VerdictReason {
    /** The submission was scanned against the reference set. */
    SCANNED,
    /** Text, corpus, engine and settings were those of an earlier verdict: its findings stand, without a scan. */
    UNCHANGED
}
