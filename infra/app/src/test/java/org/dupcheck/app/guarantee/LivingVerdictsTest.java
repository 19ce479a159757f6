package org.dupcheck.app.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import org.dupcheck.app.guarantee.Faults.Fault;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.metrics.Meters;
import org.dupcheck.store.Schema;
import org.dupcheck.store.Store;
import org.dupcheck.testkit.Circumstances;
import org.junit.jupiter.api.Test;

/**
 * Submissions, resubmissions and withdrawals while the reference set moves and open submissions copy each other, worked on
 * by 3 instances that are killed, like the database and the broker; and after it, what must hold of every verdict. Replayed
 * with {@code -Ddupcheck.guarantee.seed=N}; enlarged with {@code -Ddupcheck.living.messages=N},
 * {@code -Ddupcheck.living.kills=N} for kills at any moment and {@code -Ddupcheck.living.failPoints=N} for ends at named
 * {@link FailPoint}s.
 */
class LivingVerdictsTest {
    private static final int INSTANCES = 3;
    private static final int DOCUMENTS = 120;
    private static final int MESSAGES = Integer.getInteger("dupcheck.living.messages", 900);
    private static final Faults.Kills KILLS = new Faults.Kills(
            Integer.getInteger("dupcheck.living.kills", 1),
            Integer.getInteger("dupcheck.living.failPoints", 3),
            FailPoint.WITHOUT_PRE_CHECKS,
            1);
    private static final int MESSAGES_PER_SECOND = 60;

    /** Longer than it takes a node to look again at what is open. */
    private static final Duration AT_REST = Duration.ofSeconds(3);

    private static final Topics TOPICS = new Topics();

    @Test
    void verdictsStayTrueWhileInstancesDatabaseAndBrokerAreKilled() throws Exception {
        long seed = Long.getLong("dupcheck.guarantee.seed", new Random().nextInt(1_000_000));
        System.out.printf("living: seed %d (replay with -Ddupcheck.guarantee.seed=%d)%n", seed, seed);
        LivingWorkload workload = new LivingWorkload(seed, DOCUMENTS, MESSAGES);
        List<Fault> faults = Faults.plan(seed, MESSAGES, INSTANCES, KILLS);
        // kept after the test: the instances' logs tell what happened
        Path directory = Path.of("target", "living", "seed-" + seed).toAbsolutePath();
        Stopwatch watch = new Stopwatch();
        try (Site site = new Site(directory, INSTANCES);
                Database database = Database.open(
                        DatabaseSettings.of(site.postgres.jdbcUrl(), Schema.NAME), new Meters().registry());
                CheckClient client =
                        CheckClient.builder(site.kafka.bootstrapServers()).build()) {
            site.startInstances();
            await("instances are ready").atMost(Site.START).until(site::allReady);
            compareOpenSubmissions(database);
            watch.lap("started");

            FaultyTraffic.publish(client, workload.messages(), MESSAGES_PER_SECOND, faults, site);
            watch.lap("published, with " + KILLS + ", ended at " + site.endsAtFailPoints());

            try {
                await("instances are ready again").atMost(Site.START).until(site::allReady);
                await("all is done")
                        .atMost(Site.CATCH_UP)
                        .pollInterval(Duration.ofMillis(200))
                        .during(AT_REST)
                        .until(() -> isIdle(site, database));
            } catch (ConditionTimeoutException e) {
                e.addSuppressed(Circumstances.of(List.of(site.kafka.bootstrapServers())));
                throw e;
            }
            watch.lap("caught up");

            LivingInvariants invariants = new LivingInvariants(workload, database);
            List<String> breaches = invariants.breaches();
            System.out.println("living: " + invariants.counts());
            assertThat(breaches).isEmpty();
        } catch (AssertionError | RuntimeException e) {
            System.out.println("living: failed; the instances' logs are in " + directory);
            throw e;
        } finally {
            System.out.println("living: " + watch);
        }
    }

    private static void compareOpenSubmissions(Database database) {
        Policy builtIn = Policy.builtIn(LivingWorkload.TYPE);
        Policy policy = new Policy(
                LivingWorkload.TYPE,
                0,
                builtIn.thresholds(),
                builtIn.leftOut(),
                builtIn.templates(),
                null,
                null,
                Policy.OpenSubmissions.SAME_TYPE,
                builtIn.tellWhenContainmentMoves(),
                builtIn.daysOpenOnceSubmitted());
        Store.on(database)
                .run(tables -> tables.policies()
                        .save(new JsonCodec(), policy, null, Clock.systemUTC().instant()));
    }

    /** Nothing is on its way, and nobody waits for another look. */
    private static boolean isIdle(Site site, Database database) {
        return GuaranteeTest.isIdle(site, database)
                && site.lag("dupcheck-corpus-sync", TOPICS.referenceEvents()) == 0
                && database.read(session -> session.queryOne(
                                "select (select count(*) from recheck)"
                                        + " + (select c.version - p.version from corpus_state c, percolation p)",
                                row -> row.getLong(1)))
                        .filter(left -> left == 0)
                        .isPresent();
    }
}
