package org.dupcheck.store.checks;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    static final String NEWEST_FIRST = " order by p.section_key <> '', p.create_time desc, p.section_key limit 1";

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

    static <T> Object array(Session session, String type, Collection<T> rows, Function<T, Object> column)
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
