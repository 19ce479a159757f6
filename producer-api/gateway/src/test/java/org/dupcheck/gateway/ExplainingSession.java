package org.dupcheck.gateway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** Carries out queries, and keeps how that was done instead of what came of it. */
public final class ExplainingSession implements Session {
    private final Session session;
    private final List<String> plan = new ArrayList<>();

    public ExplainingSession(Session session) {
        this.session = session;
    }

    /** The plans of the queries so far, with what they did. */
    public List<String> plan() {
        return plan;
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        plan.addAll(session.query("explain (analyze, costs off) " + sql, row -> row.getString(1), parameters));
        return List.of();
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        throw new UnsupportedOperationException(sql);
    }

    @Override
    public <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
            throws SQLException {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    @Override
    public Connection connection() {
        return session.connection();
    }
}
