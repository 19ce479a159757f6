package org.dupcheck.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers twice a second whether they are there, so that whoever would publish need not wait to find out that
 * they are not. They count as away once they have not answered for three seconds, and as there with the next answer.
 * Thread-safe.
 */
public final class BrokerProbe implements Component {
    /** How long without an answer makes the brokers count as away. */
    public static final Duration AWAY_AFTER = Duration.ofSeconds(3);

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Admin admin;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "dupcheck-broker-probe");
    private volatile @Nullable Long lastAnswerNanos;
    private volatile String trouble = "the brokers have not been asked yet";

    private BrokerProbe(Admin admin) {
        this.admin = admin;
        thread.setDaemon(true);
    }

    /** Opens a connection of its own; does not wait for a broker. */
    public static BrokerProbe open(KafkaSettings settings, String clientId) {
        return new BrokerProbe(Admin.create(KafkaProperties.admin(settings, clientId)));
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                ask();
            } while (!stop.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER_TIMEOUT.toMillis()))
                    .nodes()
                    .get(2 * ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            lastAnswerNanos = System.nanoTime();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            trouble = String.valueOf(cause.getMessage());
        } catch (TimeoutException | RuntimeException e) {
            trouble = e.toString();
        }
    }

    @Override
    public Health health() {
        Long answer = lastAnswerNanos;
        boolean there = answer != null && System.nanoTime() - answer <= AWAY_AFTER.toNanos();
        return there ? Health.UP : Health.down("no broker answers: " + trouble);
    }

    @Override
    public void close() {
        stop.countDown();
        admin.close(CLOSE_TIMEOUT);
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
