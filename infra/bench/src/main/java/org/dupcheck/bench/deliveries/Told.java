package org.dupcheck.bench.deliveries;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;

/**
 * When verdicts and messages are committed, by the database's clock: a trigger of this benchmark notes the time at the end of each
 * transaction that writes one. Over a connection of its own; for one thread.
 */
final class Told implements AutoCloseable {
    private static final String[] NOTE = {
        "create unlogged table dupcheck.bench_told (what text, business_id text, at timestamptz,"
                + " primary key (business_id, what))",
        // counted without a look at the rows, so that whoever waits costs the database nothing
        "create sequence dupcheck.bench_messages",
        "create function dupcheck.bench_note() returns trigger language plpgsql as $$ begin"
                + " insert into dupcheck.bench_told values (tg_table_name, new.business_id, clock_timestamp())"
                + " on conflict do nothing;"
                + " if tg_table_name = 'site_message' then perform nextval('dupcheck.bench_messages'); end if;"
                + " return null; end $$",
        // deferred: it runs as the last thing before the commit
        "create constraint trigger bench_verdict after insert on dupcheck.verdict deferrable initially deferred"
                + " for each row execute function dupcheck.bench_note()",
        "create constraint trigger bench_message after insert on dupcheck.site_message deferrable initially deferred"
                + " for each row execute function dupcheck.bench_note()",
    };

    private static final String NANOS = "select (1e9 * extract(epoch from m.at - v.at))::bigint"
            + " from dupcheck.bench_told v join dupcheck.bench_told m using (business_id)"
            + " where v.what = 'verdict' and m.what = 'site_message' and v.business_id like ";

    private final Connection connection;

    Told(String databaseUrl) {
        try {
            connection = DriverManager.getConnection(databaseUrl);
            for (String statement : NOTE) {
                run(statement);
            }
        } catch (SQLException e) {
            throw new BenchException("cannot reach the database", e);
        }
    }

    /** Messages on the site until now; those of transactions that were rolled back count too. */
    long messages() {
        return number("select case when is_called then last_value else 0 end from dupcheck.bench_messages");
    }

    /** Documents with that beginning of an id whose applicants have a message on the site. */
    long messages(String prefix) {
        return number("select count(*) from dupcheck.bench_told where what = 'site_message' and business_id like '"
                + prefix + "%'");
    }

    /** From the commit of the verdict to that of the message about it. */
    Timings untilMessage(String prefix) {
        Timings timings = new Timings();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NANOS + "'" + prefix + "%'")) {
            while (rows.next()) {
                timings.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new BenchException("cannot read when messages were written", e);
        }
        return timings;
    }

    /** SMS that wait to be sent. */
    long waiting() {
        return number("select count(*) from dupcheck.delivery where channel = 'SMS' and state = 'INTENT'");
    }

    /** SMS that have been sent, by what the node knows. */
    long sent() {
        return number(
                "select count(*) from dupcheck.delivery where channel = 'SMS' and state in ('SENT', 'DELIVERED')");
    }

    /** So many of the SMS that wait are to go now, as if their time had come at once; returns when, as {@link System#nanoTime}. */
    long makeDue(long count) {
        run("vacuum analyze dupcheck.delivery");
        run("vacuum analyze dupcheck.due");
        long now = System.nanoTime();
        run("update dupcheck.due set due_at = clock_timestamp() where kind = 'DELIVERY_SMS' and subject in"
                + " (select subject from dupcheck.due where kind = 'DELIVERY_SMS' order by due_at limit " + count
                + ")");
        return now;
    }

    private long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("cannot count", e);
        }
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) TimeUnit.MINUTES.toSeconds(1));
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("cannot run " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("cannot close the connection", e);
        }
    }
}
