package org.dupcheck.app.command;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.app.command.LoadOutcomes.Kind;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.runtime.failure.Failures;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to Kafka itself, where there is no gateway to go through: a bounded number of documents at a time. It waits until
 * the reference set has dealt with them, and cannot tell what each changed. Used by one thread; the client's thread reports
 * to it.
 */
final class KafkaDocumentPublisher implements DocumentPublisher {
    /** Documents sent and not yet acknowledged. The client itself bounds their bytes. */
    private static final int MAX_IN_FLIGHT = 1_000;

    /** The client gives up after two minutes. */
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofMinutes(3);

    private final KafkaSettings servers;
    private final CheckClient client;
    private final Duration patience;
    private final LoadOutcomes outcomes;
    private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
    private final ConcurrentMap<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param patience how long to wait for the reference set after the last document is sent */
    KafkaDocumentPublisher(
            CommandContext context,
            KafkaSettings servers,
            NodeSettings settings,
            Duration patience,
            LoadOutcomes outcomes) {
        this.servers = servers;
        this.patience = patience;
        this.outcomes = outcomes;
        try {
            this.client = client(context, servers, settings);
        } catch (KafkaException e) {
            throw KafkaFault.at(servers.bootstrapServers(), e);
        }
    }

    /** Nobody waits for a single document here: many of them go in one request, compressed. */
    private static CheckClient client(CommandContext context, KafkaSettings servers, NodeSettings settings) {
        return CheckClient.builder(servers.bootstrapServers())
                .topicPrefix(settings.topics().prefix())
                .property(ProducerConfig.LINGER_MS_CONFIG, "10")
                .property(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(1 << 20))
                .property(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .properties(servers.properties())
                .waitForRoom()
                .source("/dupcheck/corpus-load")
                .clock(context.clock())
                .build();
    }

    @Override
    public long nextRevision() {
        return client.nextRevision();
    }

    @Override
    public void publish(ReferenceEvent document, String where) {
        take(1);
        var unused = client.publish(document).whenComplete((published, problem) -> {
            if (problem == null) {
                ends.merge(new TopicPartition(published.topic(), published.partition()), end(published), Math::max);
                outcomes.add(Kind.SENT, where, document.key().toString(), "", "");
            } else {
                refused(where, Failures.cause(problem));
            }
            room.release();
        });
    }

    private static long end(Published published) {
        return published.offset() + 1;
    }

    private void refused(String where, Throwable problem) {
        if (problem instanceof InvalidMessageException) {
            outcomes.refuse(where, String.valueOf(problem.getMessage()));
        } else {
            failure.compareAndSet(null, problem);
        }
    }

    @Override
    public void finish() {
        take(MAX_IN_FLIGHT);
        room.release(MAX_IN_FLIGHT);
        try (AppliedOffsets applied = AppliedOffsets.open(servers, CorpusSyncSettings.DEFAULT_GROUP_ID)) {
            applied.await(ends, patience);
        } catch (KafkaException e) {
            throw KafkaFault.at(servers.bootstrapServers(), e);
        }
    }

    private void take(int permits) {
        try {
            if (!room.tryAcquire(permits, ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UserFaultException("Kafka does not acknowledge documents any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while loading", e);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            throw new UserFaultException("a document could not be published: " + Reason.of(problem), problem);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
