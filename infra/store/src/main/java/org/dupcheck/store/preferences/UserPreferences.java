package org.dupcheck.store.preferences;

import java.util.List;
import org.dupcheck.store.messages.MessageKind;

/**
 * All that one person has chosen.
 *
 * @param chosen by event, then by channel; what is not there has its default
 */
public record UserPreferences(List<Preference> chosen) {
    /** Of who has chosen nothing. */
    public static final UserPreferences NONE = new UserPreferences(List.of());

    public UserPreferences {
        chosen = List.copyOf(chosen);
    }

    /** What was chosen, else the default. */
    public Way way(MessageKind event, String channel) {
        return chosen.stream()
                .filter(preference ->
                        preference.event() == event && preference.channel().equals(channel))
                .findAny()
                .map(Preference::way)
                .orElseGet(() -> Way.byDefault(event, channel));
    }
}
