package org.dupcheck.gateway.preferences;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Way;
import org.jspecify.annotations.Nullable;

/** Tells people how they want to be told, and takes what they choose. */
public final class PreferenceResource {
    private static final String PATH = Links.API + "/preferences";

    private final Gate gate;
    private final PreferenceService service;
    private final JsonCodec requests;

    /** @param requests that refuses fields it does not know */
    public PreferenceResource(Gate gate, PreferenceService service, JsonCodec requests) {
        this.gate = gate;
        this.service = service;
        this.requests = requests;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, Parameters.only(this::get), Role.APPLICANT);
        routes.put(PATH, Parameters.only(this::put), Role.APPLICANT);
    }

    private void get(Context ctx) {
        Answers.json(ctx, 200, Answer.of(service.find(gate.caller(ctx))));
    }

    private void put(Context ctx) throws IOException {
        Request request = requests.read(RequestBody.read(ctx), Request.class);
        Answers.json(ctx, 200, Answer.of(service.replace(gate.caller(ctx), request.contact(), request.chosen())));
    }

    /** The body. What is absent is taken back: it has its default again. */
    record Request(
            @Nullable String email,
            @Nullable String zone,
            @Nullable String locale,
            @Nullable List<@Nullable Choice> preferences) {
        Contact contact() {
            try {
                return new Contact(email, zone, locale);
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                throw ProblemException.invalid(message.substring(0, Math.max(0, message.indexOf(':'))), message);
            }
        }

        List<Preference> chosen() {
            List<@Nullable Choice> all = preferences == null ? List.of() : preferences;
            List<Preference> chosen = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Choice choice = all.get(i);
                if (choice == null) {
                    throw new ProblemException(ErrorCode.MISSING_FIELD, "preferences[" + i + "]", "it is null");
                }
                chosen.add(choice.preference("preferences[" + i + "]"));
            }
            return chosen;
        }
    }

    /** One choice as it is written. */
    record Choice(
            @Nullable String event,
            @Nullable String channel,
            @Nullable String way) {
        Preference preference(String path) {
            MessageKind kind = constant(path + ".event", event, MessageKind.values());
            Way chosen = constant(path + ".way", way, Way.values());
            try {
                return new Preference(kind, channel == null ? "" : channel, chosen);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(path + ".channel", path + "." + e.getMessage());
            }
        }

        private static <E extends Enum<E>> E constant(String path, @Nullable String name, E[] all) {
            if (name == null) {
                throw new ProblemException(ErrorCode.MISSING_FIELD, path, path + " is missing");
            }
            return Arrays.stream(all)
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            ErrorCode.UNKNOWN_ENUM, path, path + " has a value that is not known"));
        }
    }

    /** What was chosen; the default holds for the rest. */
    record Answer(
            @Nullable String email,
            @Nullable String zone,
            @Nullable String locale,
            List<Preference> preferences) {
        static Answer of(PreferenceService.Own own) {
            Contact contact = own.contact();
            return new Answer(
                    contact.email(),
                    contact.zone(),
                    contact.locale(),
                    own.preferences().chosen());
        }
    }
}
