package org.dupcheck.bench.deliveries;

import org.dupcheck.bench.measure.ServeDatabase;
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

    private final ServeDatabase database;

    Told(String databaseUrl) {
        database = new ServeDatabase(databaseUrl);
        for (String statement : NOTE) {
            database.run(statement);
        }
    }

    /** Messages on the site until now; those of transactions that were rolled back count too. */
    long messages() {
        return database.number("select case when is_called then last_value else 0 end from dupcheck.bench_messages");
    }

    /** Documents with that beginning of an id whose applicants have a message on the site. */
    long messages(String prefix) {
        return database.number(
                "select count(*) from dupcheck.bench_told where what = 'site_message' and business_id like '" + prefix
                        + "%'");
    }

    /** From the commit of the verdict to that of the message about it. */
    Timings untilMessage(String prefix) {
        Timings timings = new Timings();
        database.numbers(NANOS + "'" + prefix + "%'").forEach(timings::add);
        return timings;
    }

    /** SMS that wait to be sent. */
    long waiting() {
        return database.number("select count(*) from dupcheck.delivery where channel = 'SMS' and state = 'INTENT'");
    }

    /** SMS that have been sent, by what the node knows. */
    long sent() {
        return database.number(
                "select count(*) from dupcheck.delivery where channel = 'SMS' and state in ('SENT', 'DELIVERED')");
    }

    /** So many of the SMS that wait are to go now, as if their time had come at once; returns when, as {@link System#nanoTime}. */
    long makeDue(long count) {
        database.run("vacuum analyze dupcheck.delivery");
        database.run("vacuum analyze dupcheck.due");
        long now = System.nanoTime();
        database.run("update dupcheck.due set due_at = clock_timestamp() where kind = 'DELIVERY_SMS' and subject in"
                + " (select subject from dupcheck.due where kind = 'DELIVERY_SMS' order by due_at limit " + count
                + ")");
        return now;
    }

    @Override
    public void close() {
        database.close();
    }
}
