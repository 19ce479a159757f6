package org.dupcheck.contract;

/** What a submission asks for. */
public enum Mode {
    /** A check while the form is being filled in: a verdict and nothing else. It never touches a submission. */
    PRECHECK,
    /** The real thing: verdict, messages, and the work order once that is safe. */
    SUBMIT,
    /** Takes back whatever came before it; a revision like any other, without sections. */
    WITHDRAW
}
