package org.dupcheck.bench.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;

/** One row updated by one fenced statement in a transaction of its own: what PostgreSQL alone takes to be durable. */
final class BareCommit {
    private BareCommit() {}

    static Timings measure(String databaseUrl, int warmUp, int rounds) {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists dupcheck_bench");
            statement.execute("create table if not exists dupcheck_bench.fence (id int primary key, revision bigint)");
            statement.execute("insert into dupcheck_bench.fence values (1, 0) on conflict do nothing");
            try {
                return measure(connection, warmUp, rounds);
            } finally {
                statement.execute("drop schema dupcheck_bench cascade");
            }
        } catch (SQLException e) {
            throw new BenchException("cannot measure a commit", e);
        }
    }

    private static Timings measure(Connection connection, int warmUp, int rounds) throws SQLException {
        Timings timings = new Timings();
        try (PreparedStatement update = connection.prepareStatement(
                "update dupcheck_bench.fence set revision = revision + 1 where id = 1 and revision < ?")) {
            for (int i = 0; i < warmUp + rounds; i++) {
                long start = System.nanoTime();
                update.setLong(1, Long.MAX_VALUE);
                if (update.executeUpdate() != 1) {
                    throw new BenchException("the fenced row is gone");
                }
                if (i >= warmUp) {
                    timings.add(System.nanoTime() - start);
                }
            }
        }
        return timings;
    }
}
