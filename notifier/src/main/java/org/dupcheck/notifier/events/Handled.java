package org.dupcheck.notifier.events;

import org.jspecify.annotations.Nullable;

/**
 * What a handling leaves to be done after its transaction.
 *
 * @param sms whether there is something to send by SMS
 * @param verdictId the verdict whose command is to be published, if it has one that is not known to be sent
 */
record Handled(boolean sms, @Nullable String verdictId) {
    static final Handled NOTHING = new Handled(false, null);
}
