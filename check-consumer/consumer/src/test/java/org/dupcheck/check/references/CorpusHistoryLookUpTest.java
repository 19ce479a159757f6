package org.dupcheck.check.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.dupcheck.check.HandlerTest;
import org.junit.jupiter.api.Test;

/** What a check costs does not grow with the number of corpus versions that there have been. */
class CorpusHistoryLookUpTest extends HandlerTest {
    @Test
    void aCheckLooksTheVersionsTokenUpAndDoesNotReadTheHistory() {
        bench.threeReferences();
        database.inTransaction(session -> session.update("update corpus_state set version = version + 5000"));
        database.inTransaction(session -> session.update("analyze corpus_history"));
        long lookedUp = statistic("idx_scan");
        long read = statistic("seq_tup_read");

        bench.handler.handle(bench.submission("1", 1, REUSED, 0));

        await("the look-up is in the statistics")
                .atMost(Duration.ofMinutes(1))
                .until(() -> statistic("idx_scan") > lookedUp);
        assertThat(statistic("seq_tup_read")).isEqualTo(read);
    }

    /** The server counts with a delay; asking makes it count what the asking connection did. */
    private long statistic(String name) {
        return database.read(session -> {
            session.queryOne("select pg_stat_force_next_flush()", row -> true);
            return session.queryOne(
                            "select " + name + " from pg_stat_user_tables where relname = 'corpus_history'"
                                    + " and schemaname = current_schema()",
                            row -> row.getLong(1))
                    .orElseThrow();
        });
    }
}
