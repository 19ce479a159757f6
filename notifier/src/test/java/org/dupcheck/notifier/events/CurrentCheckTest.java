package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.store.Store;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.WorkOrders;
import org.junit.jupiter.api.Test;

/** The row that decides, as it is once its lock is held. */
class CurrentCheckTest extends HandlerTest {
    private static final String BLOCKED =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    @Test
    void whoeverWaitedForTheLockSeesTheVerdictOfTheRowAsItIsThen() throws Exception {
        tables.checks.clean(key, 1);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> changing = threads.submit(() -> tables.database().inTransaction(session -> {
                new WorkOrders(new Sql(session)).lockCheck(key);
                session.update(
                        "update check_task set result = '{\"containment\": 0.5, \"matches\": [{}, {}],"
                                + " \"confirmationReasons\": [\"DUPLICATES\", \"UNREAD_TEXT\"]}', result_state = 1"
                                + " where business_type = ? and business_id = ?",
                        key.businessType(),
                        key.businessId());
                locked.countDown();
                await().until(() -> mayCommit.await(1, TimeUnit.MILLISECONDS));
                return null;
            }));
            assertThat(locked.await(1, TimeUnit.MINUTES)).isTrue();
            Future<Optional<CurrentCheck>> waiting = threads.submit(() -> lockCheck());
            await("the second transaction waits for the first")
                    .until(() -> tables.database()
                            .read(session -> session.queryOne(BLOCKED, row -> row.getInt(1) > 0))
                            .orElse(false));
            mayCommit.countDown();
            changing.get(1, TimeUnit.MINUTES);

            assertThat(waiting.get(1, TimeUnit.MINUTES)).hasValueSatisfying(check -> {
                assertThat(check.clean()).isFalse();
                assertThat(check.reasons())
                        .isEqualTo(List.of(ConfirmationReason.DUPLICATES, ConfirmationReason.UNREAD_TEXT));
                assertThat(check.containment()).isEqualTo(0.5);
                assertThat(check.matches()).isEqualTo(2);
            });
        } finally {
            mayCommit.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aRunningCheckIsNotClean() {
        tables.checks.running(key, 1, Mode.SUBMIT, CheckState.RUNNING);
        assertThat(check().clean()).isFalse();
        tables.checks.finished(key, 2, Mode.SUBMIT, ResultState.NONE, StoredRows.APPLICANT);
        assertThat(check().clean()).isTrue();
    }

    private CurrentCheck check() {
        return lockCheck().orElseThrow();
    }

    private Optional<CurrentCheck> lockCheck() {
        return Store.on(tables.database())
                .inTransaction(within -> within.workOrders().lockCheck(key));
    }
}
