package org.dupcheck.gateway.common;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;

/**
 * Publishes through the client, with a bounded patience for Kafka: who asked is told 503 then, though the client goes on
 * trying. Sending again is safe, since the same revision has no second effect.
 */
public final class MessagePublisher {
    private final CheckClient client;
    private final Supplier<Health> brokers;
    private final Deadlines deadlines;
    private final Duration patience;

    /** @param brokers whether Kafka is there; while it is not, nobody waits to find that out */
    public MessagePublisher(CheckClient client, Supplier<Health> brokers, Deadlines deadlines, Duration patience) {
        this.client = client;
        this.brokers = brokers;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /** A revision greater than all before it. */
    public long nextRevision() {
        return client.nextRevision();
    }

    /** Of a whole document, in the mode it names. */
    public CompletableFuture<Published> publish(Submission submission) {
        return publish(submission, null);
    }

    /**
     * The same.
     *
     * @param sender for whom; null where that is not told
     */
    public CompletableFuture<Published> publish(Submission submission, @Nullable Sender sender) {
        return withinDeadline(() -> client.publish(submission, sender));
    }

    /** A pre-check of the one section that the submission has. */
    public CompletableFuture<Published> precheckSection(Submission section) {
        return withinDeadline(() -> client.precheckSection(section));
    }

    /** Takes a document's submissions back. */
    public CompletableFuture<Published> withdraw(BusinessKey key, @Nullable Sender sender) {
        return withinDeadline(() -> client.withdraw(key, sender));
    }

    /** A change of the reference set. */
    public CompletableFuture<Published> publish(ReferenceEvent event) {
        return withinDeadline(() -> client.publish(event));
    }

    /** An applicant's decision. */
    public CompletableFuture<Published> publish(ConfirmationEvent event, @Nullable Sender sender) {
        return withinDeadline(() -> client.confirm(event, sender));
    }

    private CompletableFuture<Published> withinDeadline(Supplier<CompletableFuture<Published>> send) {
        Health health = brokers.get();
        if (!health.up()) {
            return CompletableFuture.failedFuture(
                    ProblemException.unavailable("Kafka is away (" + health.detail() + ")", 1));
        }
        return deadlines.within(
                patience, send.get(), () -> ProblemException.unavailable("Kafka has not acknowledged in time", 1));
    }
}
