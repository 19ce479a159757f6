package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.sessions.Sessions;

/**
 * Sessions of the pages, in the database, so that every node knows them. The cookie holds 256 random bits, the database
 * their hash. Thread-safe.
 */
public final class PageSessions {
    /** Since somebody last asked for something, about. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final int RANDOM_BYTES = 32;
    private static final String COOKIE = "dupcheck-session";
    /** A browser takes a cookie of that name only over https, for the whole site and from no subdomain. */
    private static final String SECURE_COOKIE = "__Host-" + COOKIE;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PageSessions(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Sessions whose time is up. */
    public Purge purge() {
        return new Purge(
                "sessions",
                Duration.ZERO,
                (before, limit) ->
                        store.inTransaction(tables -> tables.sessions().purge(before, limit)));
    }

    /** Signs a person in, under a new number whatever the browser sent. */
    void open(Context ctx, Person person) {
        close(ctx);
        String number = number();
        Instant now = clock.instant();
        List<String> roles = person.roles().stream().map(Enum::name).sorted().toList();
        Sessions.Session session =
                new Sessions.Session(person.subject(), person.name(), roles, number(), now.plus(LIFETIME));
        store.run(tables -> tables.sessions().open(Sha256.of(number), session, now));
        setCookie(ctx, number, "");
    }

    /** Who asks; empty for nobody. */
    public Optional<SignedIn> find(Context ctx) {
        String number = ctx.cookie(name(ctx));
        if (number == null || number.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String hash = Sha256.of(number);
        Optional<Sessions.Session> found =
                store.read(tables -> tables.sessions().find(hash, now));
        // whoever is at work stays signed in; written once in half a lifetime
        if (found.isPresent() && found.get().expires().isBefore(now.plus(LIFETIME.dividedBy(2)))) {
            store.run(tables -> tables.sessions().extend(hash, now.plus(LIFETIME)));
        }
        return found.map(session -> new SignedIn(
                new Person(session.subject(), session.name(), roles(session.roles())), session.formToken()));
    }

    /** A role that this version does not know gives no right. */
    private static Set<PersonRole> roles(List<String> names) {
        Set<PersonRole> roles = EnumSet.noneOf(PersonRole.class);
        for (PersonRole role : PersonRole.values()) {
            if (names.contains(role.name())) {
                roles.add(role);
            }
        }
        return roles;
    }

    /** Signs out; no effect on who is not signed in. */
    void close(Context ctx) {
        String number = ctx.cookie(name(ctx));
        if (number != null && !number.isEmpty()) {
            store.run(tables -> tables.sessions().close(Sha256.of(number)));
            setCookie(ctx, "", "; Max-Age=0");
        }
    }

    /** It goes with the browser; how long it counts is the database's to say. */
    private static void setCookie(Context ctx, String value, String more) {
        boolean secure = isSecure(ctx);
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name(ctx) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + more
                                + (secure ? "; Secure" : ""));
    }

    private static String name(Context ctx) {
        return isSecure(ctx) ? SECURE_COOKIE : COOKIE;
    }

    private static boolean isSecure(Context ctx) {
        return ctx.scheme().equals("https");
    }

    private String number() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
