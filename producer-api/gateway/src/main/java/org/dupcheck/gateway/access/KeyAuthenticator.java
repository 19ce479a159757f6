package org.dupcheck.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.gateway.common.Secrets;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows programs by their API keys. A key that was looked up counts for {@link #FRESH}: that long a revoked one may go on.
 * While the database is away, one that was good counts for {@link #KNOWN}: submissions need no database. Thread-safe.
 */
public final class KeyAuthenticator implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(KeyAuthenticator.class);

    static final Duration FRESH = Duration.ofSeconds(5);
    static final Duration KNOWN = Duration.ofMinutes(10);
    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final Store store;
    private final Clock clock;
    private final Cache<String, Seen> seen = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** Whose use was noted lately. */
    private final Cache<String, Instant> noted = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(NOTED_EVERY)
            .executor(Runnable::run)
            .build();

    public KeyAuthenticator(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the database said of a key.
     *
     * @param key null where there is none of that id
     * @param lookedUp when it did
     * @param next when to ask again
     */
    private record Seen(ApiKeys.@Nullable Key key, Instant lookedUp, Instant next) {}

    @Override
    public Optional<Caller> find(Context ctx) {
        String text = Bearer.of(ctx).orElse("");
        if (!ApiKey.isOne(text)) {
            return Optional.empty();
        }
        ApiKey key = ApiKey.parse(text).orElseThrow(Bearer::invalid);
        Instant now = clock.instant();
        ApiKeys.Key row = look(key.id(), now).key();
        if (row == null || !Secrets.areSame(row.hash(), key.hash()) || !row.isValid(now)) {
            throw Bearer.invalid();
        }
        note(row, now);
        return Optional.of(new Caller(Caller.KEY_PREFIX + row.id(), row.name(), Grants.read(row.grants())));
    }

    private Seen look(String id, Instant now) {
        Seen before = seen.getIfPresent(id);
        if (before != null && now.isBefore(before.next())) {
            return before;
        }
        Seen found;
        try {
            ApiKeys.Key key = store.read(tables -> tables.apiKeys().find(id)).orElse(null);
            found = new Seen(key, now, now.plus(FRESH));
        } catch (RetryLaterException e) {
            if (before == null || now.isAfter(before.lookedUp().plus(KNOWN))) {
                throw e;
            }
            LOG.debug("a key is taken as it was known: {}", e.getMessage());
            // each look would hold a thread for the time that a connection may take
            found = new Seen(before.key(), before.lookedUp(), now.plus(FRESH));
        }
        seen.put(id, found);
        return found;
    }

    /** For operators: which keys nobody uses. It may be off, and is no reason to refuse anybody. */
    private void note(ApiKeys.Key key, Instant now) {
        Instant since = now.minus(NOTED_EVERY);
        if ((key.lastUsedAt() == null || key.lastUsedAt().isBefore(since)) && noted.getIfPresent(key.id()) == null) {
            noted.put(key.id(), now);
            try {
                store.run(tables -> tables.apiKeys().used(key.id(), now, since));
            } catch (RetryLaterException e) {
                LOG.debug("the use of a key is not noted: {}", e.getMessage());
            }
        }
    }
}
