package org.dupcheck.gateway.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, lists, replaces and revokes keys. For operators of all types. Nobody hands out what they may not do themselves:
 * else an operator, who reads no verdict, could make a key that does. Anybody of them may revoke any key. Thread-safe.
 */
public final class KeyService {
    /** How long a replaced key counts yet. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** The longest that a key may be made for. */
    public static final int MAX_DAYS = 36_500;

    private static final int MAX_LISTED = 1_000;
    private static final int MAX_NAME = 100;
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Logger LOG = LoggerFactory.getLogger(KeyService.class);

    private final Store store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public KeyService(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keys, the oldest first, a thousand at most; none of them can be read again. */
    public List<ApiKeys.Key> list(Caller caller) {
        requireOperator(caller);
        return store.read(tables -> tables.apiKeys().list(MAX_LISTED));
    }

    /** @throws ProblemException 404 where there is none of that id */
    public ApiKeys.Key find(Caller caller, String id) {
        requireOperator(caller);
        return store.read(tables -> tables.apiKeys().find(id)).orElseThrow(KeyService::absent);
    }

    /** Whether the caller may make a key that may do that. */
    public static boolean mayGive(Caller caller, Grants grants) {
        return grants.written().stream().allMatch(one -> caller.grants().include(one));
    }

    /**
     * Makes a key.
     *
     * @param name who has it
     * @param days how long it counts; null for without end
     * @return the key, which nobody can read again
     * @throws ProblemException where a value cannot be, or the caller may not do that
     */
    public ApiKey add(Caller caller, String name, Grants grants, @Nullable Integer days) {
        requireOperator(caller);
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "name: 1 to " + MAX_NAME + " characters that can be shown expected");
        }
        if (grants.roles().isEmpty()) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, "role", "role is missing");
        }
        if (days != null && (days < 1 || days > MAX_DAYS)) {
            throw ProblemException.invalid("days", "days is not a number from 1 to " + MAX_DAYS);
        }
        requireGivable(caller, grants);
        Instant now = now();
        ApiKey key = ApiKey.random(random);
        Instant until = days == null ? null : now.plus(days, ChronoUnit.DAYS);
        store.run(tables -> KeyChanges.add(tables, key, name, grants, until, author(caller, now)));
        LOG.info("{} made the key {} for {}", caller.subject(), key.id(), grants.written());
        return key;
    }

    /**
     * Makes a key with the name and the roles of another one, which counts for {@link #KEPT} more.
     *
     * @throws ProblemException 404 where that one does not count any more; or the caller may not do what it may
     */
    public ApiKey rotate(Caller caller, String id) {
        requireOperator(caller);
        Instant now = now();
        ApiKey key = ApiKey.random(random);
        store.run(tables -> {
            ApiKeys.Key old = KeyChanges.replaceable(tables, id, now).orElseThrow(KeyService::absent);
            requireGivable(caller, Grants.read(old.grants()));
            KeyChanges.replace(tables, old, key, KEPT, author(caller, now));
        });
        LOG.info("{} replaced the key {} by {}", caller.subject(), id, key.id());
        return key;
    }

    /** @throws ProblemException 404 where there is no such key, or it was revoked before */
    public void revoke(Caller caller, String id) {
        requireOperator(caller);
        if (!store.inTransaction(tables -> KeyChanges.revoke(tables, id, author(caller, now())))) {
            throw absent();
        }
        LOG.info("{} revoked the key {}", caller.subject(), id);
    }

    private static KeyChanges.Author author(Caller caller, Instant now) {
        return new KeyChanges.Author(caller.subject(), now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException absent() {
        return ProblemException.notFound("there is no such key that counts");
    }

    private static void requireOperator(Caller caller) {
        if (!caller.isOperator() || caller.grants().types(OPERATORS).isPresent()) {
            throw new ProblemException(ErrorCode.FORBIDDEN, null, "keys are for operators of all types");
        }
    }

    private static void requireGivable(Caller caller, Grants grants) {
        if (!mayGive(caller, grants)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "role", "you cannot give a role that is not yours; './dupcheck keys' can");
        }
    }
}
