package org.dupcheck.store.figures;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Counts over the tables, each by an index that holds only what is counted, or of a bounded span of time. */
public final class SystemFigures {
    private static final String WAITING = """
            select (select count(*) from check_task where state = 0) as queued,
                   (select count(*) from check_task where state = 1) as running,
                   (select min(create_time) from check_task where state in (0, 1)) as oldest,
                   (select count(*) from recheck) as rechecks,
                   (select min(requested_at) from recheck) as oldest_recheck,
                   (select count(*) from work_order_command where sent_at is null and set_aside_at is null) as unsent,
                   (select count(*) from delivery where state in ('INTENT', 'SENDING')) as deliveries,
                   (select s.version - p.version from corpus_state s, percolation p) as percolation_behind
            """;

    private static final String ASKED = """
            select count(*) filter (where updated_at > ?) as day, count(*) filter (where updated_at <= ? and updated_at > ?)
                   as week, count(*) filter (where updated_at <= ?) as longer
              from work_order where state = 'AWAITING_CONFIRMATION'
            """;

    private static final String SUBMITTED = """
            select date_bin(interval '1 minute', create_time, timestamptz 'epoch') as minute,
                   count(*) as submitted, count(*) filter (where state = 3) as failed,
                   count(*) filter (where result_state = 1) as duplicates
              from check_task where create_time > ? group by 1 order by 1
            """;

    private static final String FAILED = """
            select business_type, business_id, revision, error, create_time, attempts from check_task
             where state = 3 order by create_time desc, id desc limit ?
            """;

    private static final String DELIVERIES = """
            select channel, state, count(*) as count from delivery where created_at > ? group by 1, 2 order by 1, 2
            """;

    private final Sql sql;

    public SystemFigures(Sql sql) {
        this.sql = sql;
    }

    /**
     * What waits, on whichever node.
     *
     * @param oldest since when the oldest check has had no outcome; null where none waits
     * @param rechecks open submissions that are to be checked again
     * @param unsent work-order commands that Kafka has not acknowledged
     * @param deliveries messages that are to go out of the house
     * @param percolationBehind changes of the reference set that were not held against the open submissions yet
     */
    public record Waiting(
            long queued,
            long running,
            @Nullable Instant oldest,
            long rechecks,
            @Nullable Instant oldestRecheck,
            long unsent,
            long deliveries,
            long percolationBehind) {}

    public Waiting waiting() {
        return sql.queryOne(
                        WAITING,
                        row -> new Waiting(
                                row.getLong("queued"),
                                row.getLong("running"),
                                Session.instantOrNull(row, "oldest"),
                                row.getLong("rechecks"),
                                Session.instantOrNull(row, "oldest_recheck"),
                                row.getLong("unsent"),
                                row.getLong("deliveries"),
                                row.getLong("percolation_behind")))
                .orElseThrow();
    }

    /** Applicants who have been asked to confirm, by how long ago: less than a day, less than a week, longer. */
    public record Asked(long day, long week, long longer) {}

    /** @param dayAgo and {@code weekAgo}: 24 hours and 7 days before now */
    public Asked asked(Instant dayAgo, Instant weekAgo) {
        return sql.queryOne(
                        ASKED,
                        row -> new Asked(row.getLong("day"), row.getLong("week"), row.getLong("longer")),
                        dayAgo,
                        dayAgo,
                        weekAgo,
                        weekAgo)
                .orElseThrow();
    }

    /** What came in within one minute, by how it stands now. */
    public record Minute(Instant begin, long submitted, long duplicates, long failed) {}

    /** Minutes in which something came in, in order. */
    public List<Minute> submittedSince(Instant since) {
        return sql.query(
                SUBMITTED,
                row -> new Minute(
                        Session.instant(row, "minute"),
                        row.getLong("submitted"),
                        row.getLong("duplicates"),
                        row.getLong("failed")),
                since);
    }

    /** A check that failed, and stands so. */
    public record Failed(
            BusinessKey key, long revision, @Nullable String error, Instant submittedAt, int attempts) {}

    /** The newest first. */
    public List<Failed> failed(int limit) {
        return sql.query(
                FAILED,
                row -> new Failed(
                        new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                        row.getLong("revision"),
                        row.getString("error"),
                        Session.instant(row, "create_time"),
                        row.getInt("attempts")),
                limit);
    }

    /** Messages of one channel in one state. */
    public record Count(String channel, String state, long count) {}

    /** Messages that were to go out of the house since then, by channel and state. */
    public List<Count> deliveriesSince(Instant since) {
        return sql.query(
                DELIVERIES,
                row -> new Count(row.getString("channel"), row.getString("state"), row.getLong("count")),
                since);
    }
}
