package org.dupcheck.app.guarantee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.failure.RetryLaterException;

/**
 * What the database saw, change by change, written by triggers within the transactions themselves; and what an onlooker
 * saw who asked again and again.
 */
final class Audit implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;

    private static final List<String> TRIGGERS = List.of(
            "create schema audit",
            """
            create table audit.task (seq bigint generated always as identity, business_id text, old_revision bigint,
                revision bigint, old_state int, state int)
            """,
            """
            create function audit.task() returns trigger language plpgsql as $$ begin
                insert into audit.task (business_id, old_revision, revision, old_state, state)
                values (new.business_id, old.revision, new.revision, old.state, new.state); return null; end $$
            """,
            """
            create trigger audit after update on dupcheck.check_task for each row
            when (old.revision <> new.revision or old.state <> new.state or old.attempts <> new.attempts) execute function audit.task()
            """,
            """
            create table audit.effect (what text, business_id text, revision bigint, task_revision bigint,
                task_state int)
            """,
            """
            create function audit.effect() returns trigger language plpgsql as $$ begin
                insert into audit.effect select tg_table_name, new.business_id, new.revision, t.revision, t.state
                from dupcheck.check_task t
                where t.business_type = new.business_type and t.business_id = new.business_id; return null; end $$
            """,
            """
            create trigger audit after insert on dupcheck.work_order_command for each row
            when (new.body ->> 'kind' = 'SUBMIT') execute function audit.effect()
            """,
            """
            create trigger audit after insert on dupcheck.site_message for each row execute function audit.effect()
            """,
            "create trigger audit after insert on dupcheck.verdict for each row"
                    + " when (new.mode = 'SUBMIT') execute function audit.effect()");

    private final Database database;
    private final Map<String, Long> seen = new HashMap<>();
    private final Thread onlooker = new Thread(this::look, "onlooker");
    private volatile boolean done;
    private final AtomicLong looks = new AtomicLong();
    private volatile String fall = "";

    Audit(Database database) {
        this.database = database;
    }

    void start() {
        database.inTransaction(session -> {
            for (String statement : TRIGGERS) {
                session.update(statement);
            }
            return null;
        });
        onlooker.start();
    }

    private void look() {
        try {
            while (!done) {
                lookOnce();
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            Map<String, Long> now = new HashMap<>();
            database.read(session -> session.query(
                    "select business_id, revision from check_task", row -> now.put(row.getString(1), row.getLong(2))));
            looks.incrementAndGet();
            now.forEach((id, revision) -> {
                Long before = seen.put(id, revision);
                if (before != null && before > revision) {
                    fall = id + " fell from revision " + before + " to " + revision;
                }
            });
        } catch (RetryLaterException e) {
            // the database is down, as planned
        }
    }

    /** The last fall of a revision that the onlooker saw, or nothing. */
    String fallSeen() {
        return fall;
    }

    long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        done = true;
        onlooker.interrupt();
        try {
            onlooker.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
