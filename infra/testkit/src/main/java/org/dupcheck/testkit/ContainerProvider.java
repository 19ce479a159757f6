package org.dupcheck.testkit;

import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Testcontainers, with the official images. Nothing but this and the container classes knows the library. */
final class ContainerProvider implements ServiceProvider {
    @Override
    public @Nullable String unavailable() {
        String asked = "skipped: " + DupcheckServices.PROVIDER + "=testcontainers asks for containers, but ";
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? null : asked + "no Docker answers";
        } catch (NoClassDefFoundError e) {
            return asked + "Testcontainers is not on the class path (mvn -D" + DupcheckServices.PROVIDER
                    + "=testcontainers puts it there)";
        }
    }

    @Override
    public KafkaService kafka(int brokers) {
        if (brokers != 1) {
            throw new UnsupportedOperationException("a container is one broker; for three use child processes");
        }
        return KafkaContainerService.launch();
    }

    @Override
    public PostgresService postgres() {
        return PostgresContainerService.launch();
    }
}
