package org.dupcheck.store.policies;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Previews of draft policies, in {@code policy_preview}: a queue in the database, which all nodes with the check role work off.
 */
public final class PolicyPreviews {
    /** Previews that wait or run at once. Each takes a node for seconds to minutes. */
    public static final int MAX_OPEN = 10;

    /** How long a preview is kept, counted from its request. */
    public static final Duration KEPT_FOR = Duration.ofDays(1);

    /** Tries of a preview; what ends a node so many times is not tried for ever. */
    static final int MAX_ATTEMPTS = 5;

    private static final String OPEN = "state in ('QUEUED', 'RUNNING')";

    /** Of requests in the same moment a few more than that may get in. */
    private static final String REQUEST = """
            insert into policy_preview (preview_id, business_type, draft, sample, state, created_at, due_at)
            select ?, ?, cast(? as json), ?, 'QUEUED', ?, ?
             where (select count(*) from policy_preview where %s) < ?
            """.formatted(OPEN);

    private static final String GIVE_UP = """
            update policy_preview set state = 'FAILED', error = 'no node came to its end in ' || attempts || ' tries'
             where %s and due_at <= ? and attempts >= ?
            """.formatted(OPEN);

    /** The oldest first. */
    private static final String CLAIM = """
            with due as (
                select preview_id from policy_preview where %s and due_at <= ?
                 order by created_at, preview_id limit 1 for update skip locked)
            update policy_preview p set state = 'RUNNING', due_at = ?, attempts = p.attempts + 1, done = 0, total = null
              from due where p.preview_id = due.preview_id
            returning p.preview_id, p.business_type, p.draft, p.sample, p.attempts
            """.formatted(OPEN);

    private static final String CLAIMED = " where preview_id = ? and attempts = ? and state = 'RUNNING'";

    private static final String PROGRESS = "update policy_preview set done = ?, total = ?, due_at = ?" + CLAIMED;

    private static final String FINISH =
            "update policy_preview set state = 'FINISHED', done = coalesce(total, 0), result = cast(? as json)"
                    + CLAIMED;

    private static final String FAIL = "update policy_preview set state = 'FAILED', error = ?" + CLAIMED;

    private static final String RELEASE = "update policy_preview set state = 'QUEUED', due_at = ?" + CLAIMED;

    private static final String FIND = """
            select preview_id, business_type, sample, state, created_at, done, total, result, error
              from policy_preview where business_type = ? and preview_id = ?
            """;

    private static final String ENDED =
            "select preview_id from policy_preview where preview_id = any (?) and not " + OPEN;

    private static final String STANDING = """
            select c.version, (select h.token from corpus_history h where h.version = c.version) as token,
                   (select p.body from policy p where p.business_type = ? order by p.version desc limit 1) as policy
              from corpus_state c
            """;

    private static final String PURGE = """
            delete from policy_preview where preview_id in (
                select preview_id from policy_preview where created_at < ?
                 order by created_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public PolicyPreviews(Sql sql) {
        this.sql = sql;
    }

    /**
     * Asks for a preview.
     *
     * @param draft whose business type is meant; its version plays no part
     * @param sample stored checks to look at, at least 1
     * @return its id; empty where {@value #MAX_OPEN} wait or run already
     */
    public Optional<String> request(JsonCodec codec, Policy draft, int sample, Instant now) {
        String id = UUID.randomUUID().toString();
        String body = new String(codec.write(draft), StandardCharsets.UTF_8);
        int rows = sql.update(REQUEST, id, draft.businessType(), body, sample, now, now, MAX_OPEN);
        return rows == 1 ? Optional.of(id) : Optional.empty();
    }

    /**
     * One that a node works at.
     *
     * @param draft its JSON
     * @param attempt from 1; what is written for it names it
     */
    public record Claimed(String previewId, String businessType, String draft, int sample, int attempt) {}

    /** Takes the oldest that is due; until the lease is over no other node does. Gives up what was tried too often. */
    public Optional<Claimed> claim(Duration lease, Instant now) {
        sql.update(GIVE_UP, now, MAX_ATTEMPTS);
        return sql.queryOne(
                CLAIM,
                row -> new Claimed(row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5)),
                now,
                now.plus(lease));
    }

    /**
     * Writes how far it is, and holds it for a further lease.
     *
     * @return whether it is still the caller's
     */
    public boolean progress(Claimed claimed, int done, int total, Instant dueAt) {
        return sql.update(PROGRESS, done, total, dueAt, claimed.previewId(), claimed.attempt()) == 1;
    }

    /** Stores the result; no effect where another node has taken it up meanwhile. */
    public void finish(JsonCodec codec, Claimed claimed, PreviewResult result) {
        String json = new String(codec.write(result), StandardCharsets.UTF_8);
        sql.update(FINISH, json, claimed.previewId(), claimed.attempt());
    }

    /** Ends it without a result, likewise. */
    public void fail(Claimed claimed, String error) {
        sql.update(FAIL, error, claimed.previewId(), claimed.attempt());
    }

    /** Leaves it to whoever comes next, likewise. */
    public void release(Claimed claimed, Instant now) {
        sql.update(RELEASE, now, claimed.previewId(), claimed.attempt());
    }

    /**
     * A preview as it stands.
     *
     * @param done stored checks that were looked at
     * @param total of so many; null until a node has looked
     * @param result if and only if it is FINISHED
     * @param error if and only if it is FAILED
     */
    public record Row(
            String previewId,
            String businessType,
            int sample,
            PreviewState state,
            Instant createdAt,
            int done,
            @Nullable Integer total,
            @Nullable PreviewResult result,
            @Nullable String error) {}

    /** Empty where that business type has no such preview. */
    public Optional<Row> find(JsonCodec codec, String businessType, String previewId) {
        return sql.queryOne(FIND, row -> row(codec, row), businessType, previewId);
    }

    private static Row row(JsonCodec codec, ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Row(
                row.getString("preview_id"),
                row.getString("business_type"),
                row.getInt("sample"),
                PreviewState.valueOf(row.getString("state")),
                Session.instant(row, "created_at"),
                row.getInt("done"),
                row.getObject("total", Integer.class),
                result == null ? null : codec.read(result, PreviewResult.class),
                row.getString("error"));
    }

    /** Those of them that have an end. */
    public List<String> ended(Collection<String> previewIds) {
        return sql.query(ENDED, row -> row.getString(1), sql.texts(previewIds, id -> id));
    }

    /**
     * What a preview compares with and under, all of one moment.
     *
     * @param corpusToken names the history that the version belongs to; null where the database does not know it any more
     * @param policy JSON of the policy in force; null for the built-in one
     */
    public record Standing(
            long corpusVersion,
            @Nullable String corpusToken,
            @Nullable String policy) {}

    public Standing standing(String businessType) {
        return sql.queryOne(
                        STANDING,
                        row -> new Standing(row.getLong("version"), row.getString("token"), row.getString("policy")),
                        businessType)
                .orElseThrow(() -> new IllegalStateException("corpus_state has no row"));
    }

    /**
     * Deletes previews that were asked for before that time, in whatever state.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
