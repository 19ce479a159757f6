package org.dupcheck.store.checks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.verdicts.VerdictBody;
import org.jspecify.annotations.Nullable;

/** Reads the checks that somebody waits for, all at once. Thread-safe. */
public final class AwaitedChecks {
    /** One round trip for all that is awaited; the verdict comes along once it is the awaited revision's. */
    private static final String AWAITED_SUBMISSIONS = "select " + StoredCheck.SUBMISSION_COLUMNS
            + ", k.revision as awaited, " + VerdictBody.COLUMNS
            + " from unnest(?::text[], ?::text[], ?::bigint[]) as k(business_type, business_id, revision)"
            + " join check_task t on t.business_type = k.business_type and t.business_id = k.business_id"
            + " left join verdict v on v.verdict_id = t.verdict_id and t.revision = k.revision";

    private static final String AWAITED_PRE_CHECKS = "select " + StoredCheck.PRE_CHECK_COLUMNS
            + ", k.revision as awaited, " + VerdictBody.COLUMNS
            + " from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])"
            + " as k(business_type, business_id, section_key, revision)"
            + " join pre_check p on p.business_type = k.business_type and p.business_id = k.business_id"
            + " and p.section_key = k.section_key"
            + " left join verdict v on v.verdict_id = p.verdict_id and p.revision = k.revision";

    private static final String NEWEST_PRE_CHECKS = "select p.*"
            + " from unnest(?::text[], ?::text[]) as k(business_type, business_id)"
            + " cross join lateral (select " + StoredCheck.PRE_CHECK_COLUMNS + " from pre_check p"
            + " where p.business_type = k.business_type and p.business_id = k.business_id"
            + CheckQueries.NEWEST_FIRST + ") p";

    private final Database database;

    public AwaitedChecks(Database database) {
        this.database = database;
    }

    /** What there is of all that is awaited; nothing for what there is no row of. */
    public List<Seen> find(List<Awaited> awaited) {
        return database.read(session -> {
            List<Seen> seen = new ArrayList<>(awaited.size());
            List<Awaited> submissions =
                    awaited.stream().filter(a -> a.kind() != Kind.PRE_CHECK).toList();
            findSubmissions(session, submissions, seen);
            Set<Awaited> found = seen.stream().map(Seen::awaited).collect(Collectors.toSet());
            List<Awaited> unknown = submissions.stream()
                    .filter(a -> a.kind() == Kind.NEWEST && !found.contains(a))
                    .toList();
            findNewestPreChecks(session, unknown, seen);
            findPreChecks(
                    session,
                    awaited.stream().filter(a -> a.kind() == Kind.PRE_CHECK).toList(),
                    seen);
            return seen;
        });
    }

    private static void findSubmissions(Session session, List<Awaited> awaited, List<Seen> seen) throws SQLException {
        if (!awaited.isEmpty()) {
            seen.addAll(session.query(
                    AWAITED_SUBMISSIONS,
                    row -> {
                        StoredCheck check = StoredCheck.read(row);
                        long revision = row.getLong("awaited");
                        Kind kind = revision == Awaited.ANY ? Kind.NEWEST : Kind.SUBMISSION;
                        return new Seen(new Awaited(kind, check.key(), revision), check, VerdictBody.read(row));
                    },
                    types(session, awaited),
                    ids(session, awaited),
                    CheckQueries.array(session, "bigint", awaited, Awaited::revision)));
        }
    }

    private static void findPreChecks(Session session, List<Awaited> awaited, List<Seen> seen) throws SQLException {
        if (!awaited.isEmpty()) {
            seen.addAll(session.query(
                    AWAITED_PRE_CHECKS,
                    row -> {
                        StoredCheck check = StoredCheck.read(row);
                        return new Seen(
                                Awaited.preCheck(check.key(), row.getLong("awaited")), check, VerdictBody.read(row));
                    },
                    types(session, awaited),
                    ids(session, awaited),
                    CheckQueries.array(session, "text", awaited, a -> PreChecks.sectionColumn(a.key())),
                    CheckQueries.array(session, "bigint", awaited, Awaited::revision)));
        }
    }

    private static void findNewestPreChecks(Session session, List<Awaited> awaited, List<Seen> seen)
            throws SQLException {
        if (!awaited.isEmpty()) {
            seen.addAll(session.query(
                    NEWEST_PRE_CHECKS,
                    row -> {
                        StoredCheck check = StoredCheck.read(row);
                        return new Seen(Awaited.newest(check.key().document()), check, null);
                    },
                    types(session, awaited),
                    ids(session, awaited)));
        }
    }

    private static Object types(Session session, List<Awaited> awaited) throws SQLException {
        return CheckQueries.array(
                session, "text", awaited, a -> a.key().document().businessType());
    }

    private static Object ids(Session session, List<Awaited> awaited) throws SQLException {
        return CheckQueries.array(
                session, "text", awaited, a -> a.key().document().businessId());
    }

    /** Which row is awaited. */
    public enum Kind {
        SUBMISSION,
        PRE_CHECK,
        /** The submission's; where there is none, that of {@link CheckQueries#findNewestPreCheck}. */
        NEWEST
    }

    /**
     * A check that somebody waits for.
     *
     * @param revision whose verdict is wanted along; {@link #ANY} for none
     */
    public record Awaited(Kind kind, CheckKey key, long revision) {
        static final long ANY = -1;

        public static Awaited submission(BusinessKey key, long revision) {
            return new Awaited(Kind.SUBMISSION, CheckKey.document(key), revision);
        }

        public static Awaited preCheck(CheckKey key, long revision) {
            return new Awaited(Kind.PRE_CHECK, key, revision);
        }

        public static Awaited newest(BusinessKey key) {
            return new Awaited(Kind.NEWEST, CheckKey.document(key), ANY);
        }
    }

    /** @param verdict the awaited verdict, once there is one */
    public record Seen(
            Awaited awaited, StoredCheck check, @Nullable VerdictBody verdict) {}
}
