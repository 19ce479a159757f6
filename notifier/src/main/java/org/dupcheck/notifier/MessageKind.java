package org.dupcheck.notifier;

/** What a message tells; the names are what {@code site_message.kind} holds. */
enum MessageKind {
    /** The verdict is clean and the work order submitted. */
    CLEAN("clean"),
    /** There are duplicates, and the applicant is to decide. */
    DUPLICATES("duplicates"),
    /** There are none, but not everything could be compared or counted, and the applicant is to decide. */
    CONFIRMATION_NEEDED("confirm"),
    /** The applicant has confirmed and the work order is submitted. */
    CONFIRMED("confirmed"),
    /** The check failed. */
    CHECK_FAILED("failed");

    private final String textKey;

    MessageKind(String textKey) {
        this.textKey = textKey;
    }

    /** What the texts of this kind begin with in the resource bundles. */
    String textKey() {
        return textKey;
    }
}
