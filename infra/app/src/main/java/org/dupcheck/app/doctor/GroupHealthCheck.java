package org.dupcheck.app.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;

/** A look at the roles' consumer groups. What cannot be asked is nothing wrong: the look at Kafka itself says why. */
abstract class GroupHealthCheck implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String subject;
    private final KafkaSettings kafka;
    private final List<String> groups;

    GroupHealthCheck(String subject, KafkaSettings kafka, List<String> groups) {
        this.subject = subject;
        this.kafka = kafka;
        this.groups = List.copyOf(groups);
    }

    @Override
    public final List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try (Admin admin = Admin.create(KafkaProperties.admin(kafka, "dupcheck-doctor"))) {
            try {
                look(admin, groups, findings);
            } finally {
                admin.close(TIMEOUT);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // a missing right to look at groups is nothing wrong either
            findings.add(Finding.fine(subject, "could not be looked at (" + Reason.of(e) + ")"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    /** Adds what it finds. */
    abstract void look(Admin admin, List<String> groups, List<Finding> findings)
            throws InterruptedException, ExecutionException, TimeoutException;

    static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
