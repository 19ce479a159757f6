package org.dupcheck.gateway.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.deadletter.DeadLetterTopics;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Whole;
import org.dupcheck.runtime.deadletter.DeadRecord;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.deadletters.DeadLetterReplays.Letter;
import org.dupcheck.store.deadletters.DeadLetterReplays.Replay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes dead letters to their source topics once more, and keeps who did it. It is written before and after: a letter
 * that may have gone out is told as one. Thread-safe.
 */
final class LetterReplays {
    private static final Logger LOG = LoggerFactory.getLogger(LetterReplays.class);

    /** A little longer than the topics keep what they are about. */
    private static final Duration KEEP = Duration.ofDays(120);

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final DeadLetterTopics letters;
    private final Store store;
    private final Deadlines deadlines;
    private final Clock clock;
    private final Executor executor;

    /** @param executor writes what was done */
    LetterReplays(DeadLetterTopics letters, Store store, Deadlines deadlines, Clock clock, Executor executor) {
        this.letters = letters;
        this.store = store;
        this.deadlines = deadlines;
        this.clock = clock;
        this.executor = executor;
    }

    /** The rows of letters that are gone. */
    Purge purge() {
        return Purge.of(
                store,
                "replays of dead letters",
                KEEP,
                (tables, before, limit) -> tables.deadLetterReplays().purge(before, limit));
    }

    /** What was done with some letters. */
    List<Replay> of(List<DeadRecord> records) {
        List<Letter> asked = records.stream().map(LetterReplays::letter).toList();
        return asked.isEmpty()
                ? List.of()
                : store.read(tables -> tables.deadLetterReplays().of(asked));
    }

    /** As the database names it. */
    static Letter letter(DeadRecord record) {
        Place place = record.place();
        return new Letter(place.topic(), place.partition(), place.offset(), record.arrivedAt());
    }

    /**
     * Publishes a letter.
     *
     * @return all that was done with it, this included; fails with a {@link ProblemException} UNAVAILABLE where Kafka has not
     *     acknowledged in time: it may have gone out all the same
     */
    CompletableFuture<List<Replay>> publish(Caller caller, Whole whole) {
        DeadRecord told = whole.told();
        Letter letter = letter(told);
        String name = letter.topic() + "-" + letter.partition() + "@" + letter.offset();
        String source = letters.sourceOf(letter.topic());
        long id = store.inTransaction(tables -> begin(tables, caller, letter, name));
        LOG.info(
                "{} publishes the dead letter {} ({} {}) to {} again",
                caller.subject(),
                name,
                told.key(),
                told.code(),
                source);
        CompletableFuture<List<Replay>> done = letters.replay(whole)
                .thenApplyAsync(
                        sent -> {
                            store.run(tables -> tables.deadLetterReplays().published(id, now()));
                            LOG.info("the dead letter {} is in {} again", name, source);
                            return of(List.of(told));
                        },
                        executor);
        return deadlines.within(
                PATIENCE,
                done,
                () -> ProblemException.unavailable("Kafka has not acknowledged in time; look whether it went out", 1));
    }

    private long begin(Tables tables, Caller caller, Letter letter, String name) {
        tables.auditLog().add(AuditEntry.of(AuditAction.DEAD_LETTER_REPLAYED, null, name, null, caller.subject()));
        return tables.deadLetterReplays().begin(letter, caller.subject(), now());
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
