package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills the broker again and again while up to three nodes join and leave: every record that the broker accepted is
 * handled. A run of its own, not part of {@code mvn verify}:
 *
 * <pre>mvn verify -pl infra/runtime -am -Djacoco.skip -Dtest=BrokerOutagesRun -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddupcheck.outages.kills=200 -Ddupcheck.outages.seed=1 -Ddupcheck.testTimeoutSeconds=7200</pre>
 */
@ExtendWith(DupcheckServices.class)
final class BrokerOutagesRun {
    private static final int KILLS = Integer.getInteger("dupcheck.outages.kills", 200);
    private static final int NODES = 3;
    private static final int RECORDS_PER_KILL = 60;
    private static final int KILLS_PER_LOOK = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random;
    private final long seed;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<ConsumeLoop> nodes = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int joined;
    private int left;
    private int published;

    BrokerOutagesRun() {
        seed = Long.getLong("dupcheck.outages.seed", new Random().nextInt(1_000_000));
        random = new Random(seed);
    }

    @Test
    void everyAcceptedRecordIsHandledHoweverOftenTheBrokerIsKilled(@Own KafkaService kafka) {
        System.out.printf("outages: %d kills, seed %d (replay with -Ddupcheck.outages.seed=%d)%n", KILLS, seed, seed);
        long start = System.nanoTime();
        String topic;
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
            topic = topics.create("outages", 8);
            try (RecordPublisher publisher = RecordPublisher.open(
                    KafkaSettings.of(kafka.bootstrapServers()), "outages", new SimpleMeterRegistry())) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    comeAndGo(kafka, topic);
                    publish(publisher, topic);
                    pause(400);
                    kafka.kill();
                    pause(1_500);
                    kafka.start();
                    if (kill % KILLS_PER_LOOK == 0) {
                        awaitRest(kill);
                    }
                }
                awaitRest(KILLS);
            } finally {
                nodes.forEach(ConsumeLoop::close);
            }
        }
        System.out.printf(
                "outages: %d kills in %.0f s: %d records published, %d accepted, %d refused, all accepted ones handled; "
                        + "nodes joined %d times and left %d times; %.0f consumers replaced%n",
                KILLS,
                (System.nanoTime() - start) / 1e9,
                published,
                accepted.size(),
                refused.get(),
                joined,
                left,
                meters.get("dupcheck.consume.stalls").counter().count());
        assertThat(accepted).isNotEmpty();
        assertThat(joined).isGreaterThan(1);
    }

    private void comeAndGo(KafkaService kafka, String topic) {
        if (nodes.isEmpty() || (nodes.size() < NODES && random.nextInt(3) > 0)) {
            ConsumeLoop node = ConsumeLoop.inOrder(
                    TestLoop.plan(
                            kafka.bootstrapServers(),
                            topic,
                            topic,
                            TestLoop.settings(2, 100, 1).withStallTimeout(Duration.ofSeconds(20)),
                            meters),
                    delivery -> handled.add(new String(delivery.value(), UTF_8)));
            node.start();
            nodes.add(node);
            joined++;
        } else if (nodes.size() > 1 && random.nextInt(3) == 0) {
            nodes.remove(random.nextInt(nodes.size())).close();
            left++;
        }
    }

    private void publish(RecordPublisher publisher, String topic) {
        for (int i = 0; i < RECORDS_PER_KILL; i++) {
            String value = "r" + published++;
            var unused = publisher
                    .publish(topic, value, value.getBytes(UTF_8), Map.of())
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            accepted.add(value);
                        } else {
                            refused.incrementAndGet();
                        }
                    });
        }
    }

    private void awaitRest(int kill) {
        await("every record sent before kill " + kill + " is accepted or refused")
                .atMost(PATIENCE)
                .until(() -> accepted.size() + refused.get() == published);
        try {
            await("every record accepted before kill " + kill + " is handled")
                    .atMost(PATIENCE)
                    .until(() -> handled.containsAll(accepted));
        } catch (RuntimeException e) {
            Set<String> missing = new TreeSet<>(accepted);
            missing.removeAll(handled);
            System.out.println("outages: seed " + seed + ", not handled after kill " + kill + ": " + missing);
            nodes.forEach(node -> System.out.println("outages: node says " + node.health()));
            throw e;
        }
        System.out.printf("outages: %d kills, %d records accepted and handled%n", kill, accepted.size());
    }

    private void pause(int maxMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(maxMillis)).toNanos());
    }
}
