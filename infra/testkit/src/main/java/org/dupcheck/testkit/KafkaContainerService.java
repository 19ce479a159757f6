package org.dupcheck.testkit;

import java.util.List;
import org.dupcheck.embedded.Brokers;
import org.dupcheck.embedded.KafkaClusterSettings;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.Ports;
import org.testcontainers.kafka.KafkaContainer;

/** One broker of the image apache/kafka. */
final class KafkaContainerService implements KafkaService {
    static final String IMAGE = "apache/kafka:4.3.1";
    private static final int INTERNAL_PORT = 9092;

    private final KafkaContainer container;
    private final ContainerControl control;
    private final int port;

    private KafkaContainerService() {
        port = Ports.free(1).get(0);
        container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_NUM_PARTITIONS", "8")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(KafkaClusterSettings.MAX_MESSAGE_BYTES))
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", Integer.toString(KafkaClusterSettings.MAX_MESSAGE_BYTES))
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000");
        // a fixed port: Docker would give the container another one when it is started again
        container.setPortBindings(List.of(port + ":" + INTERNAL_PORT));
        control = new ContainerControl(container);
    }

    static KafkaContainerService launch() {
        KafkaContainerService service = new KafkaContainerService();
        service.container.start();
        return service;
    }

    @Override
    public String bootstrapServers() {
        return container.getHost() + ":" + port;
    }

    @Override
    public void start() {
        control.start(() -> Brokers.knows(bootstrapServers(), nodes -> !nodes.isEmpty()));
    }

    @Override
    public void stop() {
        control.stop();
    }

    @Override
    public void kill() {
        control.kill();
    }

    @Override
    public void pause() {
        control.pause();
    }

    @Override
    public void resume() {
        control.resume();
    }

    @Override
    public void close() {
        control.close();
    }
}
