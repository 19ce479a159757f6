package org.dupcheck.gateway;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads of check_task. */
final class CheckQueries {
    private static final String FIND =
            "select " + CheckRow.COLUMNS + " from check_task t" + " where t.business_type = ? and t.business_id = ?";

    /** One round trip for all that is awaited; the verdict comes along once it is the awaited revision's. */
    private static final String FIND_AWAITED = "select " + CheckRow.COLUMNS
            + ", k.revision as awaited, case when t.state = 2 and t.revision = k.revision then t.result end as result"
            + " from unnest(?::text[], ?::text[], ?::bigint[]) as k(business_type, business_id, revision)"
            + " join check_task t on t.business_type = k.business_type and t.business_id = k.business_id";

    private CheckQueries() {}

    static Optional<CheckRow> find(Session session, BusinessKey key) throws SQLException {
        return session.queryOne(FIND, CheckRow::read, key.businessType(), key.businessId());
    }

    static List<Seen> findAwaited(Session session, List<Awaited> awaited) throws SQLException {
        Object[] types = awaited.stream().map(a -> a.key().businessType()).toArray();
        Object[] ids = awaited.stream().map(a -> a.key().businessId()).toArray();
        Object[] revisions = awaited.stream().map(Awaited::revision).toArray();
        Array typeArray = session.connection().createArrayOf("text", types);
        Array idArray = session.connection().createArrayOf("text", ids);
        Array revisionArray = session.connection().createArrayOf("bigint", revisions);
        return session.query(
                FIND_AWAITED,
                row -> {
                    CheckRow check = CheckRow.read(row);
                    return new Seen(new Awaited(check.key(), row.getLong("awaited")), check, row.getString("result"));
                },
                typeArray,
                idArray,
                revisionArray);
    }

    static List<Listed> list(Session session, Filter filter, int limit) throws SQLException {
        StringBuilder sql =
                new StringBuilder("select " + CheckRow.COLUMNS + ", t.create_time, t.id from check_task t where true");
        List<Object> parameters = new ArrayList<>();
        if (filter.state() != null) {
            sql.append(" and t.state = ?");
            parameters.add(filter.state().code());
        }
        if (filter.resultState() != null) {
            sql.append(" and t.result_state = ?");
            parameters.add(filter.resultState().code());
        }
        if (filter.type() != null) {
            sql.append(" and t.business_type = ?");
            parameters.add(filter.type());
        }
        if (filter.after() != null) {
            sql.append(" and (t.create_time, t.id) < (?, ?)");
            parameters.add(filter.after().createTime());
            parameters.add(filter.after().id());
        }
        sql.append(" order by t.create_time desc, t.id desc limit ?");
        parameters.add(limit);
        return session.query(
                sql.toString(),
                row -> new Listed(
                        CheckRow.read(row), new Position(Session.instant(row, "create_time"), row.getLong("id"))),
                parameters.toArray());
    }

    /**
     * A business document that somebody waits for.
     *
     * @param revision whose verdict is wanted along; -1 for none
     */
    record Awaited(BusinessKey key, long revision) {}

    /** @param result the awaited verdict's stored text, once there is one */
    record Seen(Awaited awaited, CheckRow row, @Nullable String result) {}

    /** Which checks a list asks for; null asks for all. */
    record Filter(
            @Nullable CheckState state,
            @Nullable ResultState resultState,
            @Nullable String type,
            @Nullable Position after) {}

    /** Where a check stands among the newest. */
    record Position(Instant createTime, long id) {}

    /** A check of a list. */
    record Listed(CheckRow row, Position position) {}
}
