package org.dupcheck.store.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.nodes.NodeRow;
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
                   count(*) filter (where state = 2) as checked, count(*) filter (where state = 4) as superseded,
                   count(*) filter (where result_state = 1) as duplicates
              from check_task where create_time > ? group by 1 order by 1
            """;

    private static final String TO_DO = """
            select (select count(*) from check_task where state = 3 and %1$s) as failed,
                   (select count(*) from work_order_command where set_aside_at is not null and %1$s) as set_aside,
                   (select count(*) from delivery where state in ('FAILED', 'UNKNOWN') and %1$s) as unsettled,
                   (select count(*) from node where seen_at > clock_timestamp() - ? * interval '1 second') as running,
                   (select count(*) from node where seen_at <= clock_timestamp() - ? * interval '1 second') as lost
            """;

    /** Of the newest alone: a busy hour has more verdicts than can be read every few seconds. */
    private static final String SPEED = """
            select count(*) as verdicts, count(*) filter (where v.reason = 'UNCHANGED') as reused,
                   avg(1000 * extract(epoch from v.created_at - t.create_time)) as millis
              from (select verdict_id, create_time from check_task where state = 2 and create_time > ?
                     order by create_time desc, id desc limit %d) t
              join verdict v on v.verdict_id = t.verdict_id
             where v.reason in ('FIRST', 'EDIT', 'UNCHANGED')
            """.formatted(Speed.NEWEST);

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

    /**
     * What somebody has to look after.
     *
     * @param failed checks that failed, and stand so
     * @param setAside work-order commands that cannot be published
     * @param unsettled messages that failed, or of which nobody knows whether they went out
     * @param nodesRunning nodes that say that they are there
     * @param nodesLost nodes of which nothing was heard for a while
     */
    public record ToDo(long failed, long setAside, long unsettled, long nodesRunning, long nodesLost) {}

    /** @param types business types; null for all */
    public ToDo toDo(@Nullable Set<String> types) {
        List<@Nullable Object> parameters = new ArrayList<>();
        if (types != null) {
            parameters.addAll(Collections.nCopies(3, sql.texts(types, type -> type)));
        }
        parameters.add(NodeRow.LOST_AFTER.toSeconds());
        parameters.add(NodeRow.LOST_AFTER.toSeconds());
        return sql.queryOne(
                        TO_DO.formatted(types == null ? "true" : "business_type = any(?)"),
                        row -> new ToDo(
                                row.getLong("failed"),
                                row.getLong("set_aside"),
                                row.getLong("unsettled"),
                                row.getLong("running"),
                                row.getLong("lost")),
                        parameters.toArray())
                .orElseThrow();
    }

    /**
     * How fast submissions got their verdicts, on whichever node.
     *
     * @param verdicts of the newest submissions, {@value #NEWEST} at most; without those that were checked again since
     * @param reused those of them without a scan: the text was unchanged
     * @param meanMillis from when it was first seen to the verdict; null without any
     */
    public record Speed(
            long verdicts, long reused, @Nullable Double meanMillis) {
        static final int NEWEST = 1_000;
    }

    public Speed speedSince(Instant since) {
        return sql.queryOne(
                        SPEED,
                        row -> {
                            double millis = row.getDouble("millis");
                            boolean isKnown = !row.wasNull();
                            return new Speed(row.getLong("verdicts"), row.getLong("reused"), isKnown ? millis : null);
                        },
                        since)
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
    public record Minute(Instant begin, long submitted, long checked, long duplicates, long superseded, long failed) {
        /** One in which nothing came in. */
        public static Minute empty(Instant begin) {
            return new Minute(begin, 0, 0, 0, 0, 0);
        }
    }

    /** Minutes in which something came in, in order. */
    public List<Minute> submittedSince(Instant since) {
        return sql.query(
                SUBMITTED,
                row -> new Minute(
                        Session.instant(row, "minute"),
                        row.getLong("submitted"),
                        row.getLong("checked"),
                        row.getLong("duplicates"),
                        row.getLong("superseded"),
                        row.getLong("failed")),
                since);
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
