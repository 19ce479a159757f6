package org.dupcheck.store.nodes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;

/** The processes that run, by what they say of themselves. Times are the database's, so that no two nodes disagree. */
public final class Nodes {
    /** How long a node is remembered of which nothing is heard. */
    public static final Duration KEPT_FOR = Duration.ofDays(1);

    /** A node whose row is gone, as after a restore, stays as it is. */
    private static final String BEAT = """
            insert into node as n (node_id, name, roles, version, http, management, started_at, seen_at,
                                   drain, drained, at_work, in_flight)
            values (?, ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(), ?, ?, ?, ?)
                on conflict (node_id) do update
               set seen_at = clock_timestamp(), http = excluded.http, management = excluded.management,
                   drained = n.drain and excluded.drained, at_work = excluded.at_work, in_flight = excluded.in_flight
            returning n.drain
            """;

    private static final String COLUMNS = """
            select node_id, name, roles, version, http, management, started_at, seen_at, drain, drained, at_work, in_flight,
                   cast(1000 * extract(epoch from clock_timestamp() - seen_at) as bigint) as silence
              from node
            """;

    private static final String LIST = COLUMNS + " order by name, started_at, node_id limit ?";

    private static final String FIND = COLUMNS + " where node_id = ?";

    /** Of two that are drained at once, the second one sees the first: or the last two of a role could both go. */
    private static final String LOCK = "select pg_advisory_xact_lock(5132025, 21)";

    private static final String ORDER =
            "update node set drain = ?, drained = false where node_id = ? and drain is distinct from ?";

    private static final String REMOVE = "delete from node where node_id = ?";

    private static final String PURGE = """
            delete from node where node_id in (
                select node_id from node where seen_at < ? order by seen_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Nodes(Sql sql) {
        this.sql = sql;
    }

    /** A node says that it is there; whether it is to take no work. */
    public boolean beat(Beat beat) {
        return sql.queryOne(
                        BEAT,
                        row -> row.getBoolean("drain"),
                        beat.nodeId(),
                        beat.name(),
                        sql.texts(beat.roles(), role -> role),
                        beat.version(),
                        beat.http(),
                        beat.management(),
                        beat.drains(),
                        beat.isDrained(),
                        sql.texts(beat.atWork(), work -> work),
                        beat.inFlight())
                .orElse(beat.drains());
    }

    /** Those that are known, by name, the longest running first. */
    public List<NodeRow> list(int limit) {
        return sql.query(LIST, Nodes::node, limit);
    }

    public Optional<NodeRow> find(String nodeId) {
        return sql.queryOne(FIND, Nodes::node, nodeId);
    }

    /** Until the transaction ends nobody else gets beyond this: what is read after it holds for what is ordered after it. */
    public void lockOrders() {
        var unused = sql.queryOne(LOCK, row -> true);
    }

    /** A node is to take no work, or some again; whether that is new. It hears of it when it beats next. */
    public boolean order(String nodeId, boolean drain) {
        return sql.update(ORDER, drain, nodeId, drain) > 0;
    }

    /** A node has ended in order. */
    public void remove(String nodeId) {
        sql.update(REMOVE, nodeId);
    }

    /**
     * Deletes nodes of which nothing was heard since then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    private static NodeRow node(ResultSet row) throws SQLException {
        return new NodeRow(
                row.getString("node_id"),
                row.getString("name"),
                Session.texts(row, "roles"),
                row.getString("version"),
                row.getString("http"),
                row.getString("management"),
                Session.instant(row, "started_at"),
                Session.instant(row, "seen_at"),
                Duration.ofMillis(Math.max(0, row.getLong("silence"))),
                row.getBoolean("drain"),
                row.getBoolean("drained"),
                Session.texts(row, "at_work"),
                row.getInt("in_flight"));
    }
}
