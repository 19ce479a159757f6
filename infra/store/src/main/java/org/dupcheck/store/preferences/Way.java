package org.dupcheck.store.preferences;

import org.dupcheck.store.messages.MessageKind;

/** How a channel outside the site is used for an event; the names are what {@code preference.way} holds. */
public enum Way {
    /** Not at all: the message stands on the site. */
    NEVER,
    /** Where the message on the site is still unread after a while. */
    IF_UNREAD,
    /** Whether or not it is read. */
    AT_ONCE;

    private static final String SMS = "SMS";

    /**
     * What holds for who has chosen nothing. What asks nothing of the applicant stands on the site alone. An SMS disturbs and
     * costs: it goes only where the site was not enough, or where time counts. Other channels have an address only of who
     * gave one, and are quiet.
     *
     * @param channel in upper case, such as SMS
     */
    public static Way byDefault(MessageKind event, String channel) {
        if (!event.isUrgent() && !event.asksApplicant()) {
            return NEVER;
        }
        return channel.equals(SMS) && !event.isUrgent() ? IF_UNREAD : AT_ONCE;
    }
}
