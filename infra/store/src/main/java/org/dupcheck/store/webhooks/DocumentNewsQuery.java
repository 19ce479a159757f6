package org.dupcheck.store.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how a document stands for those who are told; who asks holds the lock of its check. */
public final class DocumentNewsQuery {
    private static final String READ = """
            select v.verdict_id, v.revision, v.content_hash, v.result_state, v.created_at,
                   coalesce(cast(v.body ->> 'containment' as double precision), 0) as containment,
                   w.work_order_id, w.state as order_state, w.revision as order_revision,
                   w.verdict_id as order_verdict, w.updated_at as order_since
              from check_task c
              left join verdict v on v.verdict_id = c.verdict_id and v.mode = 'SUBMIT' and c.state = 2
              left join work_order w on w.business_type = c.business_type and w.business_id = c.business_id
             where c.business_type = ? and c.business_id = ?
            """;

    private final Sql sql;

    public DocumentNewsQuery(Sql sql) {
        this.sql = sql;
    }

    /** Empty where the document is not known. */
    public Optional<DocumentNews> of(BusinessKey key) {
        return sql.queryOne(
                READ, row -> new DocumentNews(key, finished(row), order(row)), key.businessType(), key.businessId());
    }

    private static DocumentNews.@Nullable Finished finished(ResultSet row) throws SQLException {
        String verdictId = row.getString("verdict_id");
        return verdictId == null
                ? null
                : new DocumentNews.Finished(
                        verdictId,
                        row.getLong("revision"),
                        row.getString("content_hash"),
                        ResultState.ofCode(row.getInt("result_state")),
                        row.getDouble("containment"),
                        Session.instant(row, "created_at"));
    }

    private static DocumentNews.@Nullable Order order(ResultSet row) throws SQLException {
        String state = row.getString("order_state");
        return state == null
                ? null
                : new DocumentNews.Order(
                        row.getString("work_order_id"),
                        state,
                        row.getLong("order_revision"),
                        row.getString("order_verdict"),
                        Session.instant(row, "order_since"));
    }
}
