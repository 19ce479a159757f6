package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.preferences.PreferenceService;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.UserPreferences;
import org.dupcheck.store.preferences.Way;
import org.jspecify.annotations.Nullable;

/** How the applicant wants to be told: by which channel of what, where, and in which language. Thread-safe. */
public final class PreferencesPage {
    static final String PATH = "/preferences";
    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);
    private static final List<String> CHANNELS = List.of("SMS", "EMAIL");
    private static final List<String> LOCALES = List.of("zh-CN", "en");

    private final PreferenceService service;

    public PreferencesPage(PreferenceService service) {
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, APPLICANTS, this::show);
        routes.post(PATH, APPLICANTS, this::save);
    }

    /**
     * The page as it is shown.
     *
     * @param email as it was typed, as of the next two
     * @param ways by event, in the order of the channels
     * @param wrong the field at fault; empty for none
     * @param isSaved whether it was just saved
     */
    public record Shown(
            String email,
            String zone,
            String locale,
            List<String> locales,
            List<String> channels,
            Map<MessageKind, List<Way>> ways,
            String wrong,
            boolean isSaved) {
        /** As a field of the form is called. */
        public String field(MessageKind event, int channel) {
            return PreferencesPage.field(event, channels.get(channel));
        }
    }

    private static String field(MessageKind event, String channel) {
        return event + "." + channel;
    }

    private void show(PageRequest request) {
        PreferenceService.Own own = service.find(request.person());
        Contact contact = own.contact();
        boolean isSaved = "true".equals(request.given("saved"));
        show(
                request,
                200,
                text(contact.email()),
                text(contact.zone()),
                text(contact.locale()),
                own.preferences(),
                "",
                isSaved);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void show(
            PageRequest request,
            int status,
            String email,
            String zone,
            String locale,
            UserPreferences preferences,
            String wrong,
            boolean isSaved) {
        Map<MessageKind, List<Way>> ways = new EnumMap<>(MessageKind.class);
        for (MessageKind event : MessageKind.values()) {
            ways.put(
                    event,
                    CHANNELS.stream()
                            .map(channel -> preferences.way(event, channel))
                            .toList());
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("shown", new Shown(email, zone, locale, LOCALES, CHANNELS, ways, wrong, isSaved));
        request.show(status, "applicants/preferences.jte", parameters);
    }

    private void save(PageRequest request) {
        String email = request.typed("email");
        String zone = request.typed("zone");
        String locale = request.typed("locale");
        List<Preference> chosen = chosen(request);
        Contact contact;
        try {
            contact = new Contact(orNull(email), orNull(zone), orNull(locale));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String field = message.substring(0, Math.max(0, message.indexOf(':')));
            show(request, 422, email, zone, locale, new UserPreferences(chosen), field, false);
            return;
        }
        // what was chosen by the API for channels that the page does not show
        service.find(request.person()).preferences().chosen().stream()
                .filter(preference -> !CHANNELS.contains(preference.channel()))
                .forEach(chosen::add);
        service.replace(request.person(), contact, chosen);
        request.goTo(PATH + "?saved=true");
    }

    private static @Nullable String orNull(String typed) {
        return typed.isEmpty() ? null : typed;
    }

    /** Those that differ from the default: what nobody chose follows it when it changes. */
    private static List<Preference> chosen(PageRequest request) {
        List<Preference> chosen = new ArrayList<>();
        for (MessageKind event : MessageKind.values()) {
            for (String channel : CHANNELS) {
                Way way = way(request, field(event, channel));
                if (way != null && way != Way.byDefault(event, channel)) {
                    chosen.add(new Preference(event, channel, way));
                }
            }
        }
        return chosen;
    }

    private static @Nullable Way way(PageRequest request, String field) {
        String given = request.given(field);
        for (Way way : Way.values()) {
            if (way.name().equals(given)) {
                return way;
            }
        }
        if (given == null) {
            return null;
        }
        throw ProblemException.invalid(field, field + " has a value that is not known");
    }
}
