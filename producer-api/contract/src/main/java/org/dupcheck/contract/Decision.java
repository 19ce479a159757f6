package org.dupcheck.contract;

/** What the applicant decides about a verdict with duplicates. */
public enum Decision {
    CONFIRM,
    WITHDRAW
}
