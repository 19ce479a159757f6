package org.dupcheck.notifier.events;

/**
 * What is left to do after a handler's transaction.
 *
 * @param deliveries whether there is something to send to people, by whichever channel
 * @param commands whether there are commands to be published
 */
record FollowUp(boolean deliveries, boolean commands) {
    static final FollowUp NOTHING = new FollowUp(false, false);

    /** What both leave. */
    FollowUp and(FollowUp other) {
        return new FollowUp(deliveries || other.deliveries, commands || other.commands);
    }
}
