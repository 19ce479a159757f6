package org.dupcheck.app.guarantee;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.app.guarantee.Faults.Fault;
import org.dupcheck.app.node.DataDirectory;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.embedded.KafkaCluster;
import org.dupcheck.embedded.KafkaClusterSettings;
import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresSettings;

/** One broker, one database and some instances of the roles, each in a process of its own. */
final class Site implements AutoCloseable {
    /** Within which instances are ready, also on a machine that does other things. */
    static final Duration START = Duration.ofMinutes(4);

    /** Within which all that was published is done. */
    static final Duration CATCH_UP = Duration.ofMinutes(6);

    /** Within which an instance comes by a fail point, if there is work that leads there. */
    private static final Duration AT_POINT = Duration.ofSeconds(30);

    private static final Duration LONGEST_TURN = Duration.ofMinutes(20);
    private static final String ROLES = "check,corpus-sync,notifier";

    /** A broker gives a dead member's partitions away after 45 s by default; the suite has not so much time. */
    private static final Map<String, String> QUICK_TAKE_OVER = Map.of(
            "group.consumer.session.timeout.ms", "3000",
            "group.consumer.min.session.timeout.ms", "3000",
            "group.consumer.heartbeat.interval.ms", "500",
            "group.consumer.min.heartbeat.interval.ms", "500");

    final KafkaCluster kafka;
    final PostgresProcess postgres;
    final List<Instance> instances = new ArrayList<>();
    private final Map<FailPoint, Integer> ends = Collections.synchronizedMap(new EnumMap<>(FailPoint.class));
    private final List<FailPoint> notReached = Collections.synchronizedList(new ArrayList<>());
    private final Path orders;
    private final DataDirectory turn;
    private final Admin admin;

    Site(Path directory, int count) {
        turn = turn();
        orders = directory.resolve("orders");
        kafka = KafkaCluster.start(KafkaClusterSettings.temporary().withOverrides(QUICK_TAKE_OVER));
        postgres = PostgresProcess.start(PostgresSettings.temporary());
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        Map<String, String> environment = Map.of(
                "DUPCHECK_KAFKA",
                kafka.bootstrapServers(),
                "DUPCHECK_DATABASE_URL",
                postgres.jdbcUrl(),
                "DUPCHECK_AUTH",
                "keys",
                // many small pages with a pause in between, so that scans are cut off in the middle
                "DUPCHECK_CHECK_PAGE_DOCUMENTS",
                "8",
                "DUPCHECK_CHECK_PAGE_PAUSE",
                "2ms",
                "DUPCHECK_RETRY_MAX_DELAY",
                "1s");
        for (int i = 0; i < count; i++) {
            instances.add(
                    new Instance("instance-" + i, directory.resolve("instance-" + i), orders, ROLES, environment));
        }
    }

    /**
     * Of the sites, which fill a machine by themselves, one runs at a time, whichever JVM runs it: beside each other they took
     * twice as long as one after the other, as members that got no processor for three seconds were taken for dead.
     */
    private static DataDirectory turn() {
        return await("the other site is closed")
                .atMost(LONGEST_TURN)
                .ignoreExceptionsInstanceOf(UserFaultException.class)
                .until(() -> DataDirectory.take(Path.of("target", "guarantee-turn")), Objects::nonNull);
    }

    void startInstances() {
        instances.forEach(Instance::startInBackground);
    }

    boolean allReady() {
        return instances.stream().allMatch(Instance::isReady);
    }

    boolean majorityReady() {
        return instances.stream().filter(Instance::isReady).count() > instances.size() / 2;
    }

    /** How often an instance ended at each fail point, and where none came by in time and one was killed all the same. */
    String endsAtFailPoints() {
        return ends + (notReached.isEmpty() ? "" : ", none came by " + notReached);
    }

    /** SIGKILL, and a start right after; servers answer again when this returns, an instance may still be starting. */
    void inject(Fault fault) {
        switch (fault.victim()) {
            case INSTANCE -> {
                Instance instance = instances.get(fault.number());
                FailPoint point = fault.point();
                if (point != null) {
                    Optional<Instance> ended = endOneAt(point, fault.pass());
                    if (ended.isPresent()) {
                        ends.merge(point, 1, Integer::sum);
                        instance = ended.get();
                    } else {
                        notReached.add(point);
                    }
                }
                instance.kill();
                instance.startInBackground();
            }
            case POSTGRES -> {
                postgres.kill();
                postgres.start();
            }
            case BROKER -> {
                kafka.broker().kill();
                kafka.broker().start();
            }
        }
    }

    private Optional<Instance> endOneAt(FailPoint point, int pass) {
        List<String> names = instances.stream().map(Instance::name).toList();
        return FailPointOrders.endOne(orders, names, point, pass, AT_POINT)
                .map(name -> instances.get(names.indexOf(name)));
    }

    /** Records of the topic that the group has not committed. */
    long lag(String group, String topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            List<TopicPartition> partitions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, info) -> ends.put(partition, info.offset()));
            return partitions.stream()
                    .mapToLong(partition -> {
                        OffsetAndMetadata offset = committed.get(partition);
                        return ends.get(partition) - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        admin.close();
        kafka.close();
        postgres.close();
        turn.close();
    }
}
