package org.dupcheck.check.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.failure.Failures;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the topic of verdicts how a check came to an end. A method without a future waits until the brokers have it.
 * Told again after a crash, an end has the same event id. Thread-safe.
 */
public final class VerdictAnnouncement {
    private static final String SOURCE = "/dupcheck/check";

    private final RecordPublisher publisher;
    private final JsonCodec codec;
    private final String topic;
    private final Clock clock;

    public VerdictAnnouncement(RecordPublisher publisher, JsonCodec codec, String topic, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.topic = topic;
        this.clock = clock;
    }

    /** As {@link #finishing}, and waits. */
    public void finished(CheckKey key, Verdict verdict) {
        Failures.join(finishing(key, verdict));
    }

    /** The future completes when the brokers have it, and fails as {@link RecordPublisher#publish} says. */
    public CompletableFuture<Void> finishing(CheckKey key, Verdict verdict) {
        return publish(
                verdict.verdictId(),
                new VerdictEvent(
                        verdict.businessType(),
                        verdict.businessId(),
                        verdict.revision(),
                        verdict.mode(),
                        key.section(),
                        CheckState.FINISHED,
                        verdict.verdictId(),
                        verdict.resultState(),
                        verdict.containment(),
                        verdict.matches().size(),
                        verdict.corpusVersion(),
                        null,
                        verdict.createdAt()));
    }

    /** Tells that a submission was withdrawn. */
    public void withdrawn(BusinessKey key, long revision, Instant at) {
        end(CheckKey.document(key), revision, Mode.WITHDRAW, CheckState.WITHDRAWN, null, at);
    }

    /** Tells that a check was given up. */
    public void failed(CheckKey key, long revision, Mode mode, String reason) {
        end(key, revision, mode, CheckState.FAILED, reason, clock.instant());
    }

    private void end(CheckKey key, long revision, Mode mode, CheckState state, @Nullable String error, Instant at) {
        String id = UUID.nameUUIDFromBytes(
                        (key + "\n" + mode + "\n" + revision + "\n" + state).getBytes(StandardCharsets.UTF_8))
                .toString();
        Failures.join(publish(
                id,
                new VerdictEvent(
                        key.document().businessType(),
                        key.document().businessId(),
                        revision,
                        mode,
                        key.section(),
                        state,
                        null,
                        null,
                        null,
                        null,
                        null,
                        error,
                        at)));
    }

    private CompletableFuture<Void> publish(String id, VerdictEvent event) {
        String key = event.key().toString();
        return publisher.publish(
                topic,
                key,
                codec.write(event),
                CloudEvents.headers(VerdictEvent.class, id, SOURCE, key, event.occurredAt()));
    }
}
