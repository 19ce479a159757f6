package org.dupcheck.store.deadletters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that were published once more. A row is written before the record goes out and completed after it, so that
 * none goes out untold: whose row was not completed may have gone out or not.
 */
public final class DeadLetterReplays {
    private static final String BEGIN = """
            insert into dead_letter_replay (topic, partition, record_offset, record_time, requested_by, requested_at)
            values (?, ?, ?, ?, ?, ?) returning id
            """;

    private static final String PUBLISHED = "update dead_letter_replay set published_at = ? where id = ?";

    /** The time too: a topic that was made again counts its offsets from 0. */
    private static final String OF = """
            select r.topic, r.partition, r.record_offset, r.record_time, r.requested_by, r.requested_at, r.published_at
              from dead_letter_replay r
              join unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) as d (topic, partition, record_offset, millis)
                on r.topic = d.topic and r.partition = d.partition and r.record_offset = d.record_offset
             where r.record_time = to_timestamp(d.millis / 1000.0)
             order by r.requested_at, r.id
            """;

    private static final String PURGE = """
            delete from dead_letter_replay where id in (
                select id from dead_letter_replay where requested_at < ?
                 order by requested_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public DeadLetterReplays(Sql sql) {
        this.sql = sql;
    }

    /**
     * A dead letter.
     *
     * @param time the broker's, in whole milliseconds
     */
    public record Letter(String topic, int partition, long offset, Instant time) {}

    /**
     * One replay.
     *
     * @param by who asked for it
     * @param publishedAt when Kafka had it; null where that is not known
     */
    public record Replay(
            Letter letter,
            String by,
            Instant requestedAt,
            @Nullable Instant publishedAt) {}

    /**
     * Somebody is about to publish it.
     *
     * @return names this replay
     */
    public long begin(Letter letter, String by, Instant now) {
        return sql.queryOne(
                        BEGIN,
                        row -> row.getLong("id"),
                        letter.topic(),
                        letter.partition(),
                        letter.offset(),
                        letter.time(),
                        by,
                        now)
                .orElseThrow();
    }

    /** Kafka has it. */
    public void published(long id, Instant now) {
        sql.update(PUBLISHED, now, id);
    }

    /** All replays of these, the oldest first. */
    public List<Replay> of(Collection<Letter> letters) {
        return sql.query(
                OF,
                DeadLetterReplays::replay,
                sql.texts(letters, Letter::topic),
                sql.bigints(letters, letter -> (long) letter.partition()),
                sql.bigints(letters, Letter::offset),
                sql.bigints(letters, letter -> letter.time().toEpochMilli()));
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                new Letter(
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("record_offset"),
                        Session.instant(row, "record_time")),
                row.getString("requested_by"),
                Session.instant(row, "requested_at"),
                Session.instantOrNull(row, "published_at"));
    }

    /**
     * Deletes what was asked for before then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
