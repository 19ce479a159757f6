package org.dupcheck.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Submission;

/**
 * Publishes through the client, with a bounded patience for Kafka: who asked is told 503 then, though the client goes on
 * trying. Sending again is safe, since the same revision has no second effect.
 */
final class Publishing {
    private final CheckClient client;
    private final Deadlines deadlines;
    private final Duration patience;

    Publishing(CheckClient client, Deadlines deadlines, Duration patience) {
        this.client = client;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    long nextRevision() {
        return client.nextRevision();
    }

    CompletableFuture<Published> publish(Submission submission) {
        return patiently(client.publish(submission));
    }

    CompletableFuture<Published> publish(ReferenceEvent event) {
        return patiently(client.publish(event));
    }

    CompletableFuture<Published> publish(ConfirmationEvent event) {
        return patiently(client.confirm(event));
    }

    private CompletableFuture<Published> patiently(CompletableFuture<Published> sent) {
        return deadlines.within(
                patience, sent, () -> ProblemException.unavailable("Kafka has not acknowledged in time", 1));
    }
}
