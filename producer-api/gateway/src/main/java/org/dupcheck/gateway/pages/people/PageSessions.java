package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.sessions.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of the pages, in the database, so that every node knows them. The cookie holds 256 random bits, the database
 * their hash. Thread-safe.
 */
public final class PageSessions {
    /** Since somebody last asked for something, about; or, where it does not slide, since the sign-in. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private final Store store;
    private final Clock clock;
    private final SecretCookie cookie;
    private final boolean slides;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param isSecure whether people come here by https only, through whatever proxy
     * @param slides whether whoever is at work stays signed in; where somebody else says who people are and what they may,
     *     that has to be asked again
     */
    public PageSessions(Store store, Clock clock, boolean isSecure, boolean slides) {
        this.store = store;
        this.clock = clock;
        this.slides = slides;
        this.cookie = new SecretCookie("dupcheck-session", isSecure);
    }

    /** Sessions whose time is up. */
    public Purge purge() {
        return Purge.of(
                store,
                "sessions",
                Duration.ZERO,
                (tables, before, limit) -> tables.sessions().purge(before, limit));
    }

    /** Signs a person in, under a new number whatever the browser sent. */
    void open(Context ctx, Caller person) {
        close(ctx);
        String number = SecretCookie.random(random);
        Instant now = clock.instant();
        List<String> roles = person.grants().written();
        Sessions.Session session = new Sessions.Session(
                person.subject(), person.name(), roles, SecretCookie.random(random), now.plus(LIFETIME), null);
        store.run(tables -> tables.sessions().open(Sha256.of(number), session, now));
        cookie.set(ctx, number);
    }

    /** Who asks; empty for nobody. */
    public Optional<SignedIn> find(Context ctx) {
        Optional<String> number = cookie.get(ctx);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String hash = Sha256.of(number.get());
        Optional<Sessions.Session> found =
                store.read(tables -> tables.sessions().find(hash, now));
        // written once in half a lifetime
        if (slides && found.isPresent() && found.get().expires().isBefore(now.plus(LIFETIME.dividedBy(2)))) {
            store.run(tables -> tables.sessions().extend(hash, now.plus(LIFETIME)));
        }
        return found.map(session -> new SignedIn(
                new Caller(session.subject(), session.name(), Grants.read(session.roles())),
                session.formToken(),
                zone(session.zone())));
    }

    /** What this machine's time zones do not know was named by nobody. */
    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Signs out; no effect on who is not signed in. */
    void close(Context ctx) {
        cookie.get(ctx).ifPresent(number -> {
            store.run(tables -> tables.sessions().close(Sha256.of(number)));
            cookie.clear(ctx);
        });
    }
}
