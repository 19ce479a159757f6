package org.dupcheck.notifier.events;

/**
 * What a handling leaves to be done after its transaction.
 *
 * @param sms whether there is something to send to people
 * @param commands whether there are commands to be published
 */
record Handled(boolean sms, boolean commands) {
    static final Handled NOTHING = new Handled(false, false);

    /** What both leave. */
    Handled and(Handled other) {
        return new Handled(sms || other.sms, commands || other.commands);
    }
}
