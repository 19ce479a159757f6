package org.dupcheck.store.preferences;

import java.util.regex.Pattern;
import org.dupcheck.store.messages.MessageKind;

/**
 * What somebody has chosen for one event and one channel.
 *
 * @param channel 1 to 16 characters: a capital letter, then capital letters, digits and underscores; such as SMS or EMAIL
 */
public record Preference(MessageKind event, String channel, Way way) {
    private static final Pattern CHANNEL = Pattern.compile("[A-Z][A-Z0-9_]{0,15}");

    /** @throws IllegalArgumentException where {@code channel} is no name of a channel */
    public Preference {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "channel: a capital letter and up to 15 capital letters, digits and underscores expected");
        }
    }
}
