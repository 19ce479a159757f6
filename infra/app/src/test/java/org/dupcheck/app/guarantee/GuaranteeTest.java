package org.dupcheck.app.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.dupcheck.app.guarantee.Faults.Fault;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.metrics.Meters;
import org.dupcheck.store.Schema;
import org.dupcheck.testkit.Circumstances;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;

/**
 * 10,000 submissions, resubmissions, withdrawals and pre-checks of 1,000 documents, published through the Java client to 8
 * partitions and worked on by 3 instances, while instances, the database and the broker are killed; and after it, what
 * must hold. Replayed with {@code -Ddupcheck.guarantee.seed=N}; enlarged with {@code -Ddupcheck.guarantee.messages=N},
 * {@code -Ddupcheck.guarantee.kills=N} and {@code -Ddupcheck.guarantee.failPoints=N}.
 */
class GuaranteeTest {
    private static final int INSTANCES = 3;
    private static final int DOCUMENTS = 1_000;
    private static final int MESSAGES = Integer.getInteger("dupcheck.guarantee.messages", 10_000);
    private static final Faults.Kills KILLS = new Faults.Kills(
            Integer.getInteger("dupcheck.guarantee.kills", 3),
            Integer.getInteger("dupcheck.guarantee.failPoints", 3),
            FailPoint.WITH_STILL_REFERENCES,
            2);

    /** Published at most so fast, so that most submissions are worked on before they are overtaken. */
    private static final int MESSAGES_PER_SECOND = 300;

    private static final Topics TOPICS = new Topics();

    @Test
    void everyPromiseHoldsWhileInstancesDatabaseAndBrokerAreKilled() throws Exception {
        long seed = Long.getLong("dupcheck.guarantee.seed", new Random().nextInt(1_000_000));
        System.out.printf("guarantee: seed %d (replay with -Ddupcheck.guarantee.seed=%d)%n", seed, seed);
        Workload workload = new Workload(seed, DOCUMENTS, MESSAGES);
        List<Fault> faults = Faults.plan(seed, MESSAGES, INSTANCES, KILLS);
        // kept after the test: the instances' logs tell what happened
        Path directory = Path.of("target", "guarantee", "seed-" + seed).toAbsolutePath();
        Stopwatch watch = new Stopwatch();
        try (Site site = new Site(directory, INSTANCES);
                Database database = Database.open(
                        DatabaseSettings.of(site.postgres.jdbcUrl(), Schema.NAME), new Meters().registry());
                CheckClient client =
                        CheckClient.builder(site.kafka.bootstrapServers()).build();
                Audit audit = new Audit(database)) {
            site.startInstances();
            await("instances are ready").atMost(Site.START).until(site::allReady);
            loadReferences(client, workload.references(), database);
            audit.start();
            watch.lap("started");

            FaultyTraffic.publish(client, workload.operations(), MESSAGES_PER_SECOND, faults, site);
            watch.lap("published, with " + KILLS + ", ended at " + site.endsAtFailPoints());

            try {
                await("instances are ready again").atMost(Site.START).until(site::allReady);
                await("all is done")
                        .atMost(Site.CATCH_UP)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> isIdle(site, database));
            } catch (ConditionTimeoutException e) {
                e.addSuppressed(Circumstances.of(List.of(site.kafka.bootstrapServers())));
                throw e;
            }
            watch.lap("caught up");

            try (TestTopics topics = TestTopics.on(site.kafka.bootstrapServers())) {
                Invariants invariants = new Invariants(workload, database);
                List<String> breaches = invariants.breaches(topics.read(TOPICS.workOrders()));
                System.out.println(
                        "guarantee: " + invariants.counts() + "; the onlooker looked " + audit.looks() + " times");
                assertThat(breaches).isEmpty();
                assertThat(audit.fallSeen()).isEmpty();
                assertThat(audit.looks()).isPositive();
                assertNoDeadLetters(topics);
            }
            site.instances.forEach(GuaranteeTest::assertBalance);
            watch.lap("verified");
        } catch (AssertionError | RuntimeException e) {
            System.out.println("guarantee: failed; the instances' logs are in " + directory);
            throw e;
        } finally {
            System.out.println("guarantee: " + watch);
        }
    }

    static void loadReferences(CheckClient client, List<ReferenceEvent> references, Database database) {
        references.stream().map(client::publish).toList().forEach(CompletableFuture::join);
        await("references are in force")
                .atMost(Site.START)
                .until(() -> database.read(
                                session -> session.queryOne("select version from corpus_state", row -> row.getLong(1)))
                        .filter(version -> version == references.size())
                        .isPresent());
    }

    /** Whether all records are consumed and all commands sent. */
    static boolean isIdle(Site site, Database database) {
        boolean consumed = site.lag("dupcheck-check", TOPICS.submissions()) == 0
                && site.lag("dupcheck-pre-check", TOPICS.preChecks()) == 0
                && site.lag("dupcheck-notifier", TOPICS.verdicts()) == 0;
        return consumed
                && database.read(session -> session.queryOne(
                                "select count(*) from work_order_command where sent_at is null", row -> row.getLong(1)))
                        .filter(unsent -> unsent == 0)
                        .isPresent();
    }

    /** Every record that an instance took or decided on came to exactly one end. */
    private static void assertBalance(Instance instance) {
        for (String loop : List.of("check", "pre-check", "corpus-sync", "notifier")) {
            Map<String, Double> counted = instance.consumed(loop);
            System.out.println("guarantee: " + loop + " " + counted);
            assertThat(counted.get("received"))
                    .isEqualTo(counted.get("succeeded")
                            + counted.get("superseded")
                            + counted.get("retried")
                            + counted.get("dead_lettered"));
            assertThat(counted.get("dead_lettered")).isZero();
        }
    }

    private static void assertNoDeadLetters(TestTopics topics) {
        for (String topic :
                List.of(TOPICS.submissions(), TOPICS.preChecks(), TOPICS.verdicts(), TOPICS.referenceEvents())) {
            List<ConsumerRecord<String, byte[]>> dead = topics.read(Topics.deadLetter(topic));
            assertThat(dead).isEmpty();
        }
    }
}
