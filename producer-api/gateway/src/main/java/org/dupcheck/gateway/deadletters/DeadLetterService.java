package org.dupcheck.gateway.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Topics;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.deadletter.DeadLetterTopics;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Newest;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Whole;
import org.dupcheck.runtime.deadletter.DeadRecord;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.deadletters.DeadLetterReplays.Letter;
import org.dupcheck.store.deadletters.DeadLetterReplays.Replay;
import org.jspecify.annotations.Nullable;

/**
 * Shows dead letters to operators and publishes them once more. An operator of some types sees letters of these alone, by
 * the type that the record's key names. What is in a letter is for modules and reviewers of all types: a letter may name
 * another type in its key than in its text. Thread-safe.
 */
public final class DeadLetterService implements AutoCloseable {
    /** How far back may be looked, in days; the topics keep them for as long. */
    public static final int MAX_DAYS = 90;

    public static final int DEFAULT_DAYS = 7;

    private static final Duration COUNT_PATIENCE = Duration.ofSeconds(1);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Set<Role> READERS = Set.of(Role.MODULE, Role.REVIEWER);

    private final DeadLetterTopics letters;
    private final List<String> topics;
    private final LetterReplays replays;
    private final Supplier<Health> brokers;
    private final Deadlines deadlines;
    private final Clock clock;
    private final Executor executor;
    private final DeadLetterCount count;
    /** Each look holds a thread and some megabytes for seconds, and nobody needs many. */
    private final Semaphore looks = new Semaphore(2);

    /**
     * @param letters are closed with this
     * @param brokers whether Kafka is there
     * @param executor looks, and writes what was done
     */
    public DeadLetterService(
            DeadLetterTopics letters,
            Topics topics,
            Store store,
            Supplier<Health> brokers,
            Deadlines deadlines,
            Clock clock,
            Executor executor) {
        this.letters = letters;
        this.topics = topics.all().stream()
                .map(Topics.TopicSpec::name)
                .filter(name -> name.endsWith(Topics.DEAD_LETTER_SUFFIX))
                .toList();
        this.replays = new LetterReplays(letters, store, deadlines, clock, executor);
        this.brokers = brokers;
        this.deadlines = deadlines;
        this.clock = clock;
        this.executor = executor;
        this.count = new DeadLetterCount(() -> look(() -> letters.count(this.topics)), clock);
    }

    /** The topics of dead letters, by name. */
    public List<String> topics() {
        return topics;
    }

    /**
     * How many letters lie in all topics, those of all types and those that were published again too; as of some seconds ago.
     *
     * @return never fails, and comes soon: empty where it is not known
     */
    public CompletableFuture<OptionalLong> count() {
        return deadlines
                .within(COUNT_PATIENCE, count.refresh(), () -> new IllegalStateException("no count in time"))
                .handle((done, failure) -> count.last());
    }

    /** The rows about replays of letters that are gone. */
    public Purge purge() {
        return replays.purge();
    }

    /**
     * Some letters.
     *
     * @param letters the newest first, without their texts
     * @param hasMore whether older ones were left out
     */
    public record SeenLetters(List<SeenLetter> letters, boolean hasMore) {
        public SeenLetters {
            letters = List.copyOf(letters);
        }
    }

    /**
     * The newest letters that are for the caller.
     *
     * @param topic null for all
     * @param days 1 to {@link #MAX_DAYS}
     * @param limit at least 1
     * @return may fail with a {@link ProblemException}: NOT_FOUND of a topic, or UNAVAILABLE
     */
    public CompletableFuture<SeenLetters> newest(Caller caller, @Nullable String topic, int days, int limit) {
        if (topic != null && !topics.contains(topic)) {
            throw ProblemException.notFound("there is no such topic of dead letters");
        }
        return look(() -> {
            Newest newest = letters.newest(
                    topic == null ? topics : List.of(topic),
                    clock.instant().minus(days, ChronoUnit.DAYS),
                    record -> isFor(caller, record),
                    limit);
            List<Replay> done = replays.of(newest.records());
            return new SeenLetters(
                    newest.records().stream()
                            .map(record -> seen(caller, record, done, null))
                            .toList(),
                    newest.hasMore());
        });
    }

    /**
     * One letter, with its text where the caller may read it.
     *
     * @return may fail with a {@link ProblemException}: NOT_FOUND, also where it is for others, or UNAVAILABLE
     */
    public CompletableFuture<SeenLetter> find(Caller caller, Place place) {
        return look(() -> {
            Whole whole = require(caller, place);
            byte[] value = mayRead(caller) ? whole.value() : null;
            String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
            return seen(caller, whole.told(), replays.of(List.of(whole.told())), text);
        });
    }

    /**
     * Publishes a letter to its source topic. What comes of it is the consumers' matter: all of them take a record twice
     * for what it is.
     *
     * @param again whether the caller knows that this was done before
     * @return may fail with a {@link ProblemException}: ALREADY_REPLAYED, NOT_FOUND, or UNAVAILABLE, after which it may
     *     have gone out all the same
     */
    public CompletableFuture<SeenLetter> replay(Caller caller, Place place, boolean again) {
        return look(() -> {
                    Whole whole = require(caller, place);
                    if (!again && !replays.of(List.of(whole.told())).isEmpty()) {
                        throw new ProblemException(
                                ErrorCode.ALREADY_REPLAYED, null, "this dead letter was published again before");
                    }
                    return whole;
                })
                .thenCompose(whole ->
                        replays.publish(caller, whole).thenApply(done -> seen(caller, whole.told(), done, null)));
    }

    private Whole require(Caller caller, Place place) {
        if (!topics.contains(place.topic())) {
            throw absent();
        }
        return letters.find(place).filter(whole -> isFor(caller, whole.told())).orElseThrow(DeadLetterService::absent);
    }

    private static ProblemException absent() {
        return ProblemException.notFound("there is no such dead letter, or no longer");
    }

    private static boolean isFor(Caller caller, DeadRecord record) {
        if (caller.grants().types(OPERATORS).isEmpty()) {
            return true;
        }
        String key = record.key();
        int colon = key == null ? -1 : key.indexOf(':');
        return colon > 0
                && caller.grants().cover(OPERATORS, Objects.requireNonNull(key).substring(0, colon));
    }

    private static boolean mayRead(Caller caller) {
        return caller.grants().types(READERS).isEmpty();
    }

    private SeenLetter seen(Caller caller, DeadRecord record, List<Replay> done, @Nullable String text) {
        Letter letter = LetterReplays.letter(record);
        return new SeenLetter(
                record,
                letters.sourceOf(letter.topic()),
                done.stream().filter(replay -> replay.letter().equals(letter)).toList(),
                text,
                mayRead(caller));
    }

    /** On a thread of the executor; the brokers are not asked where they are known to be away. */
    private <T> CompletableFuture<T> look(Supplier<T> work) {
        Health health = brokers.get();
        if (!health.up()) {
            throw ProblemException.unavailable("Kafka is away (" + health.detail() + ")", 1);
        }
        if (!looks.tryAcquire()) {
            throw ProblemException.unavailable("others look at the dead letters just now", 2);
        }
        try {
            return CompletableFuture.supplyAsync(work, executor).whenComplete((done, failure) -> looks.release());
        } catch (RuntimeException e) {
            looks.release();
            throw e;
        }
    }

    @Override
    public void close() {
        letters.close();
    }
}
