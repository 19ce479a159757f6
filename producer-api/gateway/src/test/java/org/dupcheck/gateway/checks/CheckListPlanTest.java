package org.dupcheck.gateway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.ExplainingSession;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.Filter;
import org.dupcheck.store.checks.CheckQueries.Position;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How PostgreSQL finds the checks of a list. */
@ExtendWith(DupcheckServices.class)
final class CheckListPlanTest {
    private static final Position POSITION = new Position(Instant.parse("2026-01-01T05:00:00Z"), 1);

    /** Rare ones stand at the old end, where a walk through the newest would look at all. */
    private static final String ROWS = "insert into check_task (business_id, business_type, create_time, state,"
            + " result_state, revision, mode, verdict_id, record_partition, record_offset,"
            + " record_time, update_time)"
            + " select 'b' || i, case when i <= 20 then 'rare' else 'often' || i % 3 end,"
            + " timestamptz '2026-01-01' + i * interval '1 s',"
            + " case when i between 21 and 40 then 3 else 2 end,"
            + " case when i between 21 and 40 then null when i between 41 and 60 then 1 else 2 end,"
            + " 1, 'SUBMIT', case when i between 21 and 40 then null else 'v' end, 0, 0, now(), now()"
            + " from generate_series(1, 20000) i";

    @Test
    void noFilterMakesItReadOrSortAll(PostgresService postgres) {
        try (Database database = MigratedDatabase.open(postgres)) {
            database.inTransaction(session -> session.update(ROWS));
            database.inTransaction(session -> session.update("analyze check_task"));
            for (Filter filter : filters()) {
                List<String> plan = plan(database, filter);
                assertThat(plan)
                        .as("%s: %s", filter, plan)
                        .isNotEmpty()
                        .noneMatch(line -> line.contains("Seq Scan on check_task") || line.contains("Sort"))
                        .noneMatch(line -> line.contains("Rows Removed by Filter") && removed(line) > 1_000);
            }
        }
    }

    private static long removed(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    }

    private static List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        for (Position after : new Position[] {null, POSITION}) {
            filters.add(new Filter(null, null, null, after));
            for (CheckState state : List.of(CheckState.FAILED, CheckState.FINISHED, CheckState.RUNNING)) {
                filters.add(new Filter(state, null, null, after));
            }
            for (ResultState result : ResultState.values()) {
                filters.add(new Filter(null, result, null, after));
            }
            for (String type : List.of("rare", "often1", "never")) {
                filters.add(new Filter(null, null, type, after));
            }
            filters.add(new Filter(CheckState.FAILED, null, "often1", after));
            filters.add(new Filter(CheckState.FINISHED, ResultState.DUPLICATES, "often1", after));
        }
        return filters;
    }

    private static List<String> plan(Database database, Filter filter) {
        List<String> plan = new ArrayList<>();
        // of a database the queries need no more than to read
        Database explaining = (Database) Proxy.newProxyInstance(
                CheckListPlanTest.class.getClassLoader(),
                new Class<?>[] {Database.class},
                (proxy, method, arguments) -> database.read(session -> {
                    ExplainingSession explained = new ExplainingSession(session);
                    Object result = ((Database.Work<?>) arguments[0]).run(explained);
                    plan.addAll(explained.plan());
                    return result;
                }));
        new CheckQueries(explaining).list(filter, 50);
        return plan;
    }
}
