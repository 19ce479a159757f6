package org.dupcheck.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

    private final Admin admin;
    private final Consumer<String> told;
    private final Lifeline lifeline = new Lifeline("asking for the brokers");
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "dupcheck-broker-probe");
    /** Of the last answer, or of the start; the thread's own. */
    private long lastHeardNanos = System.nanoTime();

    private boolean outage;
    private volatile @Nullable Long lastAnswerNanos;
    private volatile String trouble = "the brokers have not been asked yet";

    /** @param told hears when an outage begins and when it ends */
    BrokerProbe(Admin admin, Consumer<String> told) {
        this.admin = admin;
        this.told = told;
        thread.setDaemon(true);
    }

    /** Opens a connection of its own; does not wait for a broker. */
    public static BrokerProbe open(KafkaSettings settings, String clientId) {
        return new BrokerProbe(Admin.create(KafkaProperties.admin(settings, clientId)), LOG::warn);
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
        } catch (InterruptedException | Error e) {
            lifeline.ended(e); // nobody should interrupt it either
        }
    }

    private void ask() throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER_TIMEOUT.toMillis()))
                    .nodes()
                    .get(2 * ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            answered();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            silent(String.valueOf(cause.getMessage()));
        } catch (TimeoutException | RuntimeException e) {
            silent(e.toString());
        }
    }

    /** One line when an outage begins and one when it ends: Kafka's own clients write hundreds between them, or none. */
    private void answered() {
        long now = System.nanoTime();
        if (outage) {
            outage = false;
            told.accept(
                    "the brokers answer again, after " + TimeUnit.NANOSECONDS.toSeconds(now - lastHeardNanos) + " s");
        }
        lastHeardNanos = now;
        lastAnswerNanos = now;
    }

    private void silent(String why) {
        trouble = why;
        if (!outage && System.nanoTime() - lastHeardNanos > AWAY_AFTER.toNanos()) {
            outage = true;
            told.accept("no broker answers: " + why + "; what is read from them or published to them waits");
        }
    }

    @Override
    public Health health() {
        if (!lifeline.holds()) {
            return lifeline.health();
        }
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
