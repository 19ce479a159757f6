package org.dupcheck.store.checks;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.verdicts.VerdictBody;
import org.jspecify.annotations.Nullable;

/** Reads checks to be shown. Thread-safe. */
public final class CheckQueries {
    private static final String FIND_SUBMISSION = "select " + StoredCheck.SUBMISSION_COLUMNS
            + " from check_task t where t.business_type = ? and t.business_id = ?";

    private static final String FIND_PRE_CHECK = "select " + StoredCheck.PRE_CHECK_COLUMNS
            + " from pre_check p where p.business_type = ? and p.business_id = ? and p.section_key = ?";

    /** The document's own comes before those of its sections. */
    private static final String NEWEST_FIRST =
            " order by p.section_key <> '', p.create_time desc, p.section_key limit 1";

    private static final String FIND_NEWEST_PRE_CHECK = "select " + StoredCheck.PRE_CHECK_COLUMNS
            + " from pre_check p where p.business_type = ? and p.business_id = ?" + NEWEST_FIRST;

    private static final String FIND_SECTIONS = "select " + StoredCheck.PRE_CHECK_COLUMNS
            + ", (v.body ->> 'containment')::float8 as containment,"
            + " json_array_length(v.body -> 'matches') as matches, " + VerdictBody.CHANGES_BEHIND
            + " from unnest(?::text[], ?::text[]) as k(business_type, business_id)"
            + " cross join lateral (select * from pre_check p where p.business_type = k.business_type"
            + " and p.business_id = k.business_id and p.section_key <> '' order by p.section_key limit ?) p"
            + " left join verdict v on v.verdict_id = p.verdict_id"
            + " order by p.business_type, p.business_id, p.section_key";

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
            + NEWEST_FIRST + ") p";

    private static final String OLDEST_WAITING =
            "select create_time from check_task where state in (0, 1) order by create_time limit 1";

    private static final String FIND_SENT = "select title, user_id, work_order_id from submission"
            + " where business_type = ? and business_id = ? and revision = ?";

    private final Database database;

    public CheckQueries(Database database) {
        this.database = database;
    }

    /** The check of the newest submission of a document. */
    public Optional<StoredCheck> findSubmission(BusinessKey key) {
        return database.read(
                session -> session.queryOne(FIND_SUBMISSION, StoredCheck::read, key.businessType(), key.businessId()));
    }

    /** What came with a submission beside its text; nothing once it is no longer kept. */
    public Optional<Sent> findSent(BusinessKey key, long revision) {
        return database.read(session -> session.queryOne(
                FIND_SENT,
                row -> new Sent(row.getString("title"), row.getString("user_id"), row.getString("work_order_id")),
                key.businessType(),
                key.businessId(),
                revision));
    }

    /** The newest pre-check under that key. */
    public Optional<StoredCheck> findPreCheck(CheckKey key) {
        return database.read(session -> session.queryOne(
                FIND_PRE_CHECK,
                StoredCheck::read,
                key.document().businessType(),
                key.document().businessId(),
                PreChecks.sectionColumn(key)));
    }

    /** The newest pre-check of a document; where only sections were checked, the newest of those. */
    public Optional<StoredCheck> findNewestPreCheck(BusinessKey key) {
        return database.read(session ->
                session.queryOne(FIND_NEWEST_PRE_CHECK, StoredCheck::read, key.businessType(), key.businessId()));
    }

    /**
     * The newest pre-check of each section of some documents, in the order of the sections' keys; nothing for a document that has
     * none.
     *
     * @param limit sections of a document at most
     */
    public Map<BusinessKey, List<CheckedSection>> findSections(Collection<BusinessKey> documents, int limit) {
        return database.read(session -> {
            Map<BusinessKey, List<CheckedSection>> found = new HashMap<>();
            session.query(
                    FIND_SECTIONS,
                    row -> {
                        double containment = row.getDouble("containment");
                        boolean hasContainment = !row.wasNull();
                        CheckedSection section = new CheckedSection(
                                StoredCheck.read(row),
                                hasContainment ? containment : null,
                                row.getInt("matches"),
                                row.getLong("changes_behind"));
                        return found.computeIfAbsent(section.check().key().document(), key -> new ArrayList<>())
                                .add(section);
                    },
                    array(session, "text", documents, BusinessKey::businessType),
                    array(session, "text", documents, BusinessKey::businessId),
                    limit);
            return found;
        });
    }

    /** What there is of all that is awaited; nothing for what there is no row of. */
    public List<Seen> findAwaited(List<Awaited> awaited) {
        return database.read(session -> {
            List<Seen> seen = new ArrayList<>(awaited.size());
            List<Awaited> submissions = awaited.stream()
                    .filter(a -> a.kind() != AwaitedKind.PRE_CHECK)
                    .toList();
            findSubmissions(session, submissions, seen);
            Set<Awaited> found = seen.stream().map(Seen::awaited).collect(Collectors.toSet());
            List<Awaited> unknown = submissions.stream()
                    .filter(a -> a.kind() == AwaitedKind.NEWEST && !found.contains(a))
                    .toList();
            findNewestPreChecks(session, unknown, seen);
            findPreChecks(
                    session,
                    awaited.stream()
                            .filter(a -> a.kind() == AwaitedKind.PRE_CHECK)
                            .toList(),
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
                        AwaitedKind kind = revision == Awaited.ANY ? AwaitedKind.NEWEST : AwaitedKind.SUBMISSION;
                        return new Seen(new Awaited(kind, check.key(), revision), check, VerdictBody.read(row));
                    },
                    types(session, awaited),
                    ids(session, awaited),
                    array(session, "bigint", awaited, Awaited::revision)));
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
                    array(session, "text", awaited, a -> PreChecks.sectionColumn(a.key())),
                    array(session, "bigint", awaited, Awaited::revision)));
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
        return array(session, "text", awaited, a -> a.key().document().businessType());
    }

    private static Object ids(Session session, List<Awaited> awaited) throws SQLException {
        return array(session, "text", awaited, a -> a.key().document().businessId());
    }

    private static <T> Object array(Session session, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        return session.connection()
                .createArrayOf(type, rows.stream().map(column).toArray());
    }

    /** Since when the oldest check of a submission has had no outcome, on whichever node. */
    public Optional<Instant> findOldestWaiting() {
        return database.read(session -> session.queryOne(OLDEST_WAITING, row -> Session.instant(row, "create_time")));
    }

    /** The checks of submissions, newest first. */
    public List<Listed> list(Filter filter, int limit) {
        Select select = new Select("select " + StoredCheck.SUBMISSION_COLUMNS
                        + ", t.create_time, t.id from check_task t where true")
                .addIfGiven(
                        " and t.state = ?",
                        filter.state() == null ? null : filter.state().code())
                .addIfGiven(
                        " and t.result_state = ?",
                        filter.resultState() == null
                                ? null
                                : filter.resultState().code())
                .addIfGiven(" and t.business_type = ?", filter.type());
        if (filter.after() != null) {
            select.add(
                    " and (t.create_time, t.id) < (?, ?)",
                    filter.after().createTime(),
                    filter.after().id());
        }
        select.add(" order by t.create_time desc, t.id desc limit ?", limit);
        return database.read(session -> session.query(
                select.text(),
                row -> new Listed(
                        StoredCheck.read(row), new Position(Session.instant(row, "create_time"), row.getLong("id"))),
                select.parameters()));
    }

    /**
     * What came with a submission beside its text.
     *
     * @param workOrderId the one that counts, also where none was named
     */
    public record Sent(
            @Nullable String title,
            @Nullable String userId,
            @Nullable String workOrderId) {}

    /** Which row is awaited. */
    public enum AwaitedKind {
        SUBMISSION,
        PRE_CHECK,
        /** The submission's; where there is none, that of {@link #findNewestPreCheck}. */
        NEWEST
    }

    /**
     * A check that somebody waits for.
     *
     * @param revision whose verdict is wanted along; {@link #ANY} for none
     */
    public record Awaited(AwaitedKind kind, CheckKey key, long revision) {
        static final long ANY = -1;

        public static Awaited submission(BusinessKey key, long revision) {
            return new Awaited(AwaitedKind.SUBMISSION, CheckKey.document(key), revision);
        }

        public static Awaited preCheck(CheckKey key, long revision) {
            return new Awaited(AwaitedKind.PRE_CHECK, key, revision);
        }

        public static Awaited newest(BusinessKey key) {
            return new Awaited(AwaitedKind.NEWEST, CheckKey.document(key), ANY);
        }
    }

    /** @param verdict the awaited verdict, once there is one */
    public record Seen(
            Awaited awaited, StoredCheck check, @Nullable VerdictBody verdict) {}

    /**
     * The newest pre-check of a section.
     *
     * @param containment 0 to 1; null without a verdict
     * @param matches reference documents that it overlaps; 0 without a verdict
     * @param changesBehind changes of the reference set since the verdict's corpus version; 0 without a verdict
     */
    public record CheckedSection(
            StoredCheck check, @Nullable Double containment, int matches, long changesBehind) {}

    /** Which checks a list asks for; null asks for all. */
    public record Filter(
            @Nullable CheckState state,
            @Nullable ResultState resultState,
            @Nullable String type,
            @Nullable Position after) {}

    /** Where a check stands among the newest. */
    public record Position(Instant createTime, long id) {}

    /** A check of a list. */
    public record Listed(StoredCheck check, Position position) {}
}
