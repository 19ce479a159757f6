package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.CheckState;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of checks whose database or whose node goes away. */
@ExtendWith(DupcheckServices.class)
class CheckRoleOutageTest {
    private static final String REUSED = "参考文档的文字";

    private static PostgresService postgres;
    private static Database database;
    private static KafkaSettings kafka;
    private static TestTopics topics;

    @BeforeAll
    static void open(KafkaService service, @Own PostgresService own, TestTopics ownTopics) {
        kafka = KafkaSettings.of(service.bootstrapServers());
        postgres = own;
        database = MigratedDatabase.openAsNode(own);
        topics = ownTopics;
        RoleBench.createTopics(ownTopics, 4);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void threeReferences() {
        postgres.start(); // where a failed test left it down
        TestDatabase.empty(database);
        for (int i = 1; i <= 3; i++) {
            new StoredRows(database).putReference("r" + i, 1, "参考", REUSED);
        }
    }

    @Test
    void aCheckCutOffByTheDatabasesDeathFinishesAfterwards() {
        try (RoleBench bench = bench(Duration.ofSeconds(5))) {
            CountDownLatch killed = new CountDownLatch(1);
            bench.index.hook = (page, submission) -> {
                if (page == 1 && killed.getCount() > 0) {
                    postgres.kill();
                    killed.countDown();
                }
            };
            bench.started();
            bench.submit("survivor", 1, REUSED);
            waitFor(killed);
            await().atMost(RoleBench.PATIENCE).until(() -> bench.consumed("retried") > 0);
            await().atMost(RoleBench.PATIENCE).until(() -> !bench.role.health().up());
            postgres.start();

            bench.awaitState("survivor", 1, CheckState.FINISHED);
            assertThat(bench.tables.verdicts("survivor")).hasSize(1);
            assertThat(bench.events("survivor", 1)).hasSize(1);
            bench.assertBalance();
        }
    }

    @Test
    void aRoleStartedBeforeItsDatabaseIsReadyOnceThatIsThere() {
        postgres.kill();
        try (RoleBench bench = bench(Duration.ofSeconds(5))) {
            bench.role.start();
            await().atMost(RoleBench.PATIENCE)
                    .until(() -> bench.role.health().detail().matches("loading the reference set: 0 .*; .+"));
            postgres.start();
            await().atMost(RoleBench.PATIENCE).until(() -> bench.role.health().up());

            bench.submit("early", 1, REUSED);
            bench.awaitState("early", 1, CheckState.FINISHED);
        }
    }

    @Test
    void aCheckCutOffByAStopIsFinishedByTheNextNode() {
        CountDownLatch scanning = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (RoleBench second = bench(Duration.ofSeconds(5))) {
            try (RoleBench first = bench(Duration.ofMillis(50))) {
                first.index.hook = (page, submission) -> {
                    scanning.countDown();
                    // a page that takes longer than the drain's patience
                    if (page == 1) {
                        try {
                            var unused = never.await(200, TimeUnit.MILLISECONDS);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
                first.started();
                first.submit("moved", 1, REUSED);
                waitFor(scanning);
            }
            assertThat(second.tables.task("moved").orElseThrow().state()).isEqualTo(CheckState.QUEUED);
            second.started();
            second.awaitState("moved", 1, CheckState.FINISHED);
            assertThat(second.tables.verdicts("moved")).hasSize(1);
        }
    }

    private static RoleBench bench(Duration drainTimeout) {
        return new RoleBench(kafka, topics, database, drainTimeout);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(RoleBench.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
