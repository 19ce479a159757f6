package org.dupcheck.store.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The keys that callers gave to their requests. Whoever works a request out holds its key for a time, by the database's
 * clock; after that, or once it is released, the same request is worked out again. A try that somebody else has taken over
 * changes nothing any more.
 */
public final class IdempotencyKeys {
    /** One that is past its time is a new one. Else only the same request may be worked out again, and by one at a time. */
    private static final String CLAIM = """
            insert into idempotency_key as k (caller, idem_key, fingerprint, revision, claimed_until, created_at)
            values (?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond', ?)
            on conflict (caller, idem_key) do update
               set fingerprint = excluded.fingerprint, claimed_until = excluded.claimed_until, tries = k.tries + 1,
                   revision = case when k.created_at < ? then excluded.revision else k.revision end,
                   took_effect = k.took_effect and k.created_at >= ?,
                   created_at = case when k.created_at < ? then excluded.created_at else k.created_at end,
                   status = null, location = null, body = null
             where k.created_at < ?
                or k.status is null and k.fingerprint = excluded.fingerprint and k.claimed_until <= clock_timestamp()
            returning revision, took_effect, tries, created_at <> ? as is_again
            """;

    private static final String FIND = """
            select fingerprint, status, location, body from idempotency_key where caller = ? and idem_key = ?
            """;

    private static final String TOOK_EFFECT = """
            update idempotency_key set took_effect = true
             where caller = ? and idem_key = ? and tries = ? and status is null
            """;

    private static final String ANSWERED = """
            update idempotency_key set status = ?, location = ?, body = ?
             where caller = ? and idem_key = ? and tries = ? and status is null
            """;

    private static final String RELEASE = """
            update idempotency_key set claimed_until = clock_timestamp()
             where caller = ? and idem_key = ? and tries = ? and status is null
            """;

    private static final String FORGET = """
            delete from idempotency_key
             where caller = ? and idem_key = ? and tries = ? and status is null and not took_effect
            """;

    private static final String PURGE = """
            delete from idempotency_key where (caller, idem_key) in (
                select caller, idem_key from idempotency_key where created_at < ?
                 order by created_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public IdempotencyKeys(Sql sql) {
        this.sql = sql;
    }

    /** A key, which is its caller's alone. */
    public record Name(String caller, String key) {}

    /**
     * A try to work a request out.
     *
     * @param number of the try, which fences what it writes
     * @param revision that the first try was given
     * @param tookEffect whether an earlier try is known to have had its effect
     * @param isAgain whether there was an earlier try
     */
    public record Try(Name name, int number, long revision, boolean tookEffect, boolean isAgain) {}

    /** What a request was answered with. The body is not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // written once and read once
    public record Answer(int status, @Nullable String location, byte[] body) {}

    /**
     * What is known of a key that cannot be claimed.
     *
     * @param answer null while there is none
     */
    public record Known(String fingerprint, @Nullable Answer answer) {}

    /**
     * Begins to work a request out.
     *
     * @param fingerprint of the request
     * @param revision for the first try
     * @param expired what was first seen before then is forgotten
     * @param hold after which another may try
     * @return empty where it was answered, is another request, or is being worked out
     */
    public Optional<Try> claim(
            Name name, String fingerprint, long revision, Instant now, Instant expired, Duration hold) {
        return sql.queryOne(
                CLAIM,
                row -> new Try(
                        name,
                        row.getInt("tries"),
                        row.getLong("revision"),
                        row.getBoolean("took_effect"),
                        row.getBoolean("is_again")),
                name.caller(),
                name.key(),
                fingerprint,
                revision,
                hold.toMillis(),
                now,
                expired,
                expired,
                expired,
                expired,
                now);
    }

    /** What stands there; empty where the key was forgotten meanwhile. */
    public Optional<Known> find(Name name) {
        return sql.queryOne(
                FIND,
                row -> {
                    byte[] body = row.getBytes("body");
                    return new Known(
                            row.getString("fingerprint"),
                            body == null ? null : new Answer(row.getInt("status"), row.getString("location"), body));
                },
                name.caller(),
                name.key());
    }

    /**
     * The effect comes with this transaction.
     *
     * @return false where another has taken the request over
     */
    public boolean tookEffect(Try attempt) {
        return sql.update(TOOK_EFFECT, attempt.name().caller(), attempt.name().key(), attempt.number()) == 1;
    }

    /** The request is answered, for as long as keys are kept. */
    public void answered(Try attempt, Answer answer) {
        sql.update(
                ANSWERED,
                answer.status(),
                answer.location(),
                answer.body(),
                attempt.name().caller(),
                attempt.name().key(),
                attempt.number());
    }

    /** It has no answer to keep: the same request may be worked out again at once. */
    public void release(Try attempt) {
        sql.update(RELEASE, attempt.name().caller(), attempt.name().key(), attempt.number());
    }

    /** It was refused and had no effect: the key is free for any request. */
    public void forget(Try attempt) {
        sql.update(FORGET, attempt.name().caller(), attempt.name().key(), attempt.number());
    }

    /**
     * Deletes keys that were first seen before then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
