package org.dupcheck.store.policies;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the business types, in {@code policy}. A saved version never changes and is never deleted, for verdicts
 * name it.
 */
public final class Policies {
    private static final String IN_FORCE =
            "select body from policy where business_type = ? order by version desc limit 1";

    private static final String FIND = "select body from policy where business_type = ? and version = ?";

    private static final String COMPARING = """
            select business_type, body ->> 'openSubmissions' as others from (
                select distinct on (business_type) business_type, body from policy
                 order by business_type, version desc) newest
             where body ->> 'openSubmissions' in ('SAME_TYPE', 'ALL')
            """;

    private static final String KNOWN = """
            select exists (select from policy where business_type = ?)
                or exists (select from check_task where business_type = ?) as known
            """;

    private static final String VERSIONS = """
            select business_type, version, saved_at from policy where business_type = ? order by version desc limit ?
            """;

    private static final String NEWEST = """
            select distinct on (business_type) business_type, version, saved_at from policy
             order by business_type, version desc limit ?
            """;

    private static final String SAVE = """
            insert into policy (business_type, version, body, saved_at) values (?, ?, cast(? as json), ?)
            on conflict (business_type, version) do nothing
            """;

    /** Times that a save begins anew because another one came first; each time somebody else has got on. */
    private static final int MAX_TRIES = 100;

    private final Sql sql;

    public Policies(Sql sql) {
        this.sql = sql;
    }

    /** The newest version; the built-in policy where none was ever saved. */
    public Policy inForce(JsonCodec codec, String businessType) {
        return sql.queryOne(IN_FORCE, row -> codec.read(row.getString(1), Policy.class), businessType)
                .orElseGet(() -> Policy.builtIn(businessType));
    }

    /** The business types whose submissions are compared with other open ones, each with which. */
    public Map<String, Policy.OpenSubmissions> comparing() {
        Map<String, Policy.OpenSubmissions> types = new HashMap<>();
        sql.query(
                COMPARING,
                row -> types.put(
                        row.getString("business_type"), Policy.OpenSubmissions.valueOf(row.getString("others"))));
        return types;
    }

    /** One version, also a past one; nothing where there never was one. Version 0 is the built-in policy. */
    public Optional<Policy> find(JsonCodec codec, String businessType, long version) {
        return version == 0
                ? Optional.of(Policy.builtIn(businessType))
                : sql.queryOne(FIND, row -> codec.read(row.getString(1), Policy.class), businessType, version);
    }

    /** Whether a type has a policy of its own, or a submission. */
    public boolean isKnown(String businessType) {
        return sql.queryOne(KNOWN, row -> row.getBoolean("known"), businessType, businessType)
                .orElseThrow();
    }

    /** One of the versions that were saved. */
    public record Version(String businessType, long version, Instant savedAt) {}

    private static Version version(ResultSet row) throws SQLException {
        return new Version(row.getString("business_type"), row.getLong("version"), Session.instant(row, "saved_at"));
    }

    /** Those of a type, the newest first. */
    public List<Version> versions(String businessType, int limit) {
        return sql.query(VERSIONS, Policies::version, businessType, limit);
    }

    /** The newest of each type that has one, by type. */
    public List<Version> newest(int limit) {
        return sql.query(NEWEST, Policies::version, limit);
    }

    /**
     * Puts a policy in force, under the next version; its own version plays no part. One that says nothing else than the one
     * in force makes no version.
     *
     * @param expected the version that must be in force for it; null: whichever is
     * @return what is in force then; nothing where another version was in force than expected
     */
    public Optional<Policy> save(JsonCodec codec, Policy policy, @Nullable Long expected, Instant now) {
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Policy inForce = inForce(codec, policy.businessType());
            if (expected != null && expected != inForce.version()) {
                return Optional.empty();
            }
            if (policy.withVersion(inForce.version()).equals(inForce)) {
                return Optional.of(inForce);
            }
            Policy next = policy.withVersion(inForce.version() + 1);
            String body = new String(codec.write(next), StandardCharsets.UTF_8);
            if (sql.update(SAVE, next.businessType(), next.version(), body, now) == 1) {
                return Optional.of(next);
            }
        }
        throw new IllegalStateException("a policy was saved by others " + MAX_TRIES + " times in a row");
    }
}
