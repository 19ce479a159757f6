package org.dupcheck.gateway.pages.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.ExplainingSession;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.reviews.ReviewDesk;
import org.dupcheck.store.reviews.ReviewDesk.Filter;
import org.dupcheck.store.reviews.ReviewDesk.Order;
import org.dupcheck.store.reviews.ReviewDesk.Position;
import org.dupcheck.store.reviews.ReviewState;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.WorkOrderState;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How PostgreSQL finds the lines of the review desk. */
@ExtendWith(DupcheckServices.class)
final class DeskPlanTest {
    private static final List<String> ROWS = List.of(
            "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash, corpus_version,"
                    + " statistics_version, engine_version, settings_version, result_state, created_at, body, reason,"
                    + " containment, longest_run, tokens, matched_tokens, sources, largest_share, pending, signals)"
                    + " select 'v' || i, 'type' || i % 3, 'b' || i, 'SUBMIT', 1, 'h', 1, 1, 'e', 's', 2, now(), '{}',"
                    + " 'FIRST', i / 20001.0, 1, 1, 1, 0, 0, 0, 0 from generate_series(1, 20000) i",
            "insert into check_task (business_id, business_type, create_time, state, result_state, revision, mode,"
                    + " verdict_id, result, record_partition, record_offset, record_time, update_time)"
                    + " select 'b' || i, 'type' || i % 3, timestamptz '2026-01-01' + i * 7919 % 20000 * interval '1 s', 2, 2, 1, 'SUBMIT',"
                    + " 'v' || i, json_build_object('containment', i / 20001.0), 0, 0, now(), now()"
                    + " from generate_series(1, 20000) i",
            "insert into submission (business_type, business_id, revision, sections, user_id, work_order_id, retain_until)"
                    + " select 'type' || i % 3, 'b' || i, 1, '[]', 'u' || i % 500, 'w', now() from generate_series(1, 20000) i",
            // the largest are decided, a few of the smallest are returned, and some have another verdict since
            "update check_task set decided_verdict_id = case when id % 3 = 0 then 'before' else verdict_id end,"
                    + " decision = case when id < 100 then 'RETURN' when id % 2 = 0 then 'ACCEPT' else 'EXPLAIN' end,"
                    + " decided_by = 'chen' where id < 100 or id > 15000");

    @Test
    void noListReadsOrSortsAll(PostgresService postgres) {
        try (Database database = MigratedDatabase.open(postgres)) {
            ROWS.forEach(rows -> database.inTransaction(session -> session.update(rows)));
            for (String table : List.of("verdict", "check_task", "submission", "work_order")) {
                database.inTransaction(session -> session.update("analyze " + table));
            }
            Position middle = new Position(.5, Instant.parse("2026-01-01T02:00:00Z"), 10_000);
            for (Order order : Order.values()) {
                for (Position after : new Position[] {null, middle}) {
                    for (String type : new String[] {null, "type1"}) {
                        check(database, new Filter(order, type, null, null, null, null, null, null, null), after);
                        check(database, new Filter(order, type, null, null, null, .3, null, null, null), after);
                        for (ReviewState review : ReviewState.values()) {
                            check(database, new Filter(order, type, null, null, null, null, null, review, null), after);
                        }
                        check(database, new Filter(order, type, null, null, "u7", null, null, null, null), after);
                        check(
                                database,
                                new Filter(
                                        order,
                                        type,
                                        null,
                                        WorkOrderState.AWAITING_REVIEW,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                after);
                    }
                }
            }
        }
    }

    private static void check(Database database, Filter filter, Position after) {
        List<String> plan = database.read(session -> {
            ExplainingSession explaining = new ExplainingSession(session);
            new ReviewDesk(new Sql(explaining)).list(filter, after, 50);
            return explaining.plan();
        });
        assertThat(plan)
                .as("%s after %s: %s", filter, after, plan)
                .isNotEmpty()
                .noneMatch(line -> line.contains("Seq Scan on check_task"))
                .noneMatch(line -> line.contains("Seq Scan on verdict"))
                .noneMatch(line -> line.contains("Seq Scan on submission"))
                .noneMatch(line -> line.contains("Rows Removed by Filter") && removed(line) > 1_000);
        // those that are few may be found first and sorted
        boolean few = filter.applicant() != null
                || filter.review() == ReviewState.RETURNED
                || filter.orderState() == WorkOrderState.AWAITING_REVIEW;
        if (!few) {
            assertThat(plan).as("%s after %s: %s", filter, after, plan).noneMatch(line -> line.contains("Sort Key"));
        }
    }

    private static long removed(String line) {
        return Math.round(
                Double.parseDouble(line.substring(line.indexOf(':') + 1).strip()));
    }
}
