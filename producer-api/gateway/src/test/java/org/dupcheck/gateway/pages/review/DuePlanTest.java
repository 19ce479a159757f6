package org.dupcheck.gateway.pages.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.ExplainingSession;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.due.DueTable;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How PostgreSQL finds what is due, however many wait for their time. */
@ExtendWith(DupcheckServices.class)
final class DuePlanTest {
    @Test
    void aClaimLooksAtNoneOfThoseThatAreNotDue(PostgresService postgres) {
        try (Database database = MigratedDatabase.open(postgres)) {
            database.inTransaction(session -> session.update(
                    "insert into due (kind, subject, due_at, claim) select 'REMINDER', 'w' || i, now() + interval"
                            + " '1 day', i from generate_series(1, 20000) i"));
            database.inTransaction(session -> session.update("analyze due"));
            List<String> plan = database.inTransaction(session -> {
                ExplainingSession explaining = new ExplainingSession(session);
                var unused = new DueTable(new Sql(explaining)).claim(DueKind.REMINDER, Duration.ofHours(1), 1);
                return explaining.plan();
            });
            assertThat(plan)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("Seq Scan on due"))
                    .noneMatch(line -> line.contains("Rows Removed by Filter"));
        }
    }
}
