package org.dupcheck.store.due;

/** What is to be done; the names are what {@code due.kind} holds. */
public enum DueKind {
    /** Commands of a business document are to be published; the subject is its key. */
    COMMANDS,
    /** An applicant is to be reminded of a decision; the subject is the document's key. */
    REMINDER,
    /** A decision that nobody takes ends the order; the subject is the document's key. */
    EXPIRY,
    /** A reviewer has decided; the subject is the document's key. */
    REVIEWED,
    /** The business module should have answered a command by now; the subject is the command's id. */
    ANSWER,
    /** A message by SMS is to go; the subject is the delivery's id, as of the next ones. */
    DELIVERY_SMS,
    /** A message to a webhook is to go. */
    DELIVERY_WEBHOOK,
    /** A message by e-mail is to go. */
    DELIVERY_EMAIL,
    /** A message by a channel of somebody else's is to go. */
    DELIVERY_OTHER;

    /** Of messages by that channel, which is named in upper case: those of one hold up none of another. */
    public static DueKind ofChannel(String channel) {
        return switch (channel) {
            case "SMS" -> DELIVERY_SMS;
            case "WEBHOOK" -> DELIVERY_WEBHOOK;
            case "EMAIL" -> DELIVERY_EMAIL;
            default -> DELIVERY_OTHER;
        };
    }
}
