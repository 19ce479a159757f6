package org.dupcheck.gateway.preferences;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Preferences;
import org.dupcheck.store.preferences.UserPreferences;

/**
 * How people want to be told: each their own, and nobody another's. The same for programs and for pages. Written to the
 * database at once: who saves it is to know that the next message goes by it. Thread-safe.
 */
public final class PreferenceService {
    private final Store store;
    private final Clock clock;

    /** @param clock for when something was chosen */
    public PreferenceService(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What one person has chosen, and how to reach that one. Personal data: not to be logged. */
    public record Own(Contact contact, UserPreferences preferences) {}

    /** @throws ProblemException 403 where the caller is no person who submits */
    public Own find(Caller caller) {
        String userId = person(caller);
        return store.read(tables -> new Own(
                tables.preferences().contact(userId), tables.preferences().of(userId)));
    }

    /**
     * Takes the place of all that was chosen and said before. It counts for what waits too, which is looked at when it is to go.
     *
     * @param chosen each event and channel once; for what is not named the default holds
     * @throws ProblemException where one is named twice, or they are too many; then nothing has changed
     */
    public Own replace(Caller caller, Contact contact, List<Preference> chosen) {
        String userId = person(caller);
        requireOnce(chosen);
        store.run(tables -> {
            Preferences preferences = tables.preferences();
            preferences.reset(userId);
            if (!preferences.put(userId, chosen, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                throw ProblemException.invalid(
                        "preferences", "preferences: " + Preferences.MAX_OF_USER + " at most expected");
            }
            preferences.putContact(userId, contact, clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
        return find(caller);
    }

    private static void requireOnce(List<Preference> chosen) {
        record Place(MessageKind event, String channel) {}
        Set<Place> seen = new HashSet<>();
        for (int i = 0; i < chosen.size(); i++) {
            if (!seen.add(new Place(chosen.get(i).event(), chosen.get(i).channel()))) {
                throw ProblemException.invalid(
                        "preferences[" + i + "]", "preferences[" + i + "]: event and channel are named before");
            }
        }
    }

    /** A key is nobody, and whoever does not submit is told nothing. */
    private static String person(Caller caller) {
        if (!caller.isApplicant() || caller.subject().startsWith(Caller.KEY_PREFIX)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, null, "preferences are for people who submit, each for their own");
        }
        return caller.subject();
    }
}
