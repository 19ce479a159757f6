package org.dupcheck.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.dupcheck.embedded.LaunchException;
import org.testcontainers.containers.GenericContainer;

/** Killing, stopping and starting one and the same container; Testcontainers itself would make a new one. */
final class ContainerControl {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;
    private static final long POLL_MILLIS = 100;

    private final GenericContainer<?> container;

    ContainerControl(GenericContainer<?> container) {
        this.container = container;
    }

    void start(BooleanSupplier answers) {
        if (!container.isRunning()) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        long start = System.nanoTime();
        while (!answers.getAsBoolean()) {
            if (System.nanoTime() - start > START_TIMEOUT.toNanos()) {
                throw new LaunchException(container.getDockerImageName() + " does not answer:\n" + container.getLogs());
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while a container was starting", e);
            }
        }
    }

    void stop() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
    }

    void kill() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    void close() {
        container.stop();
    }
}
