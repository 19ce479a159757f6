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
        Sessions.Session session = new Sessions.Session(person.subject(), person.name(), roles, number());
        store.run(tables -> tables.sessions().open(Sha256.of(number), session, now, now.plus(LIFETIME)));
        setCookie(ctx, number, LIFETIME.toSeconds());
    }

    /** Who asks; empty for nobody. */
    public Optional<SignedIn> find(Context ctx) {
        String number = ctx.cookie(name(ctx));
        if (number == null || number.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return store.read(tables -> tables.sessions().find(Sha256.of(number), now))
                .map(session -> new SignedIn(
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
            setCookie(ctx, "", 0);
        }
    }

    private static void setCookie(Context ctx, String value, long seconds) {
        boolean secure = isSecure(ctx);
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name(ctx) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds
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
