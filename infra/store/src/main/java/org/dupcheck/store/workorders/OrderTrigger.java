package org.dupcheck.store.workorders;

/** What happens to a work order. */
public enum OrderTrigger {
    /** A revision has been sent to be checked: the first, an edited one, or one that was taken back. */
    SENT,
    /** The verdict says that nothing speaks against submitting. */
    CLEAN,
    /** The verdict asks for the applicant's confirmation. */
    ASKED,
    /** The check has failed, and no more tries are made. */
    FAILED,
    /** The applicant confirms, and that is enough. */
    CONFIRMED,
    /** The applicant confirms, and a reviewer has to agree. */
    REFERRED,
    /** The applicant does not submit. */
    DECLINED,
    /** The reviewer agrees. */
    ACCEPTED,
    /** The reviewer returns it. */
    RETURNED,
    /** The submission is withdrawn. */
    TAKEN_BACK,
    /** The time for a confirmation is over. */
    TIMED_OUT
}
