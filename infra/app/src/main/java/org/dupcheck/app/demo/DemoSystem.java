package org.dupcheck.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.gateway.workorders.WorkOrderView;

/** What the scenarios act on and look at: dupcheck from outside, by its client, its HTTP and its topics. */
final class DemoSystem {
    static final String BUSINESS = "project";
    static final String REFERENCE = "approved";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final CheckClient client;
    private final GatewayApi api;
    private final TopicWatch watch;
    private final Topics topics;
    private final JsonCodec codec = new JsonCodec();

    DemoSystem(CheckClient client, GatewayApi api, TopicWatch watch, Topics topics) {
        this.client = client;
        this.api = api;
        this.watch = watch;
        this.topics = topics;
    }

    GatewayApi api() {
        return api;
    }

    Topics topics() {
        return topics;
    }

    static BusinessKey key(String id) {
        return new BusinessKey(BUSINESS, id);
    }

    /** Loads the reference set and tells how long that took. */
    Duration load(DemoTexts texts) {
        long start = System.nanoTime();
        CompletableFuture<?>[] sent =
                texts.events(client).stream().map(client::publish).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sent).join();
        awaitTrue("the reference set", () -> api.referenceSet().total() == texts.size());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Submits an application in the name of a user of its own, and returns its revision. */
    long submit(String id, Application application) {
        return send(id, Mode.SUBMIT, application);
    }

    long precheck(String id, Application application) {
        return send(id, Mode.PRECHECK, application);
    }

    private long send(String id, Mode mode, Application application) {
        Submission submission = new Submission(
                BUSINESS,
                id,
                CheckClient.NEXT_REVISION,
                mode,
                application.title(),
                application.sections(),
                new Applicant(user(id), "13900001234", "zh-CN"),
                null);
        return published(client.publish(submission)).revision();
    }

    static String user(String id) {
        return "user-" + id;
    }

    void withdraw(String id) {
        published(client.withdraw(key(id)));
    }

    /** Tells of a change of a reference document and waits until the reference set has it. */
    void reference(String id, ReferenceEventKind kind, Application application) {
        long before = api.referenceSet().corpusVersion();
        published(client.publish(event(id, client.nextRevision(), kind, application)));
        awaitTrue("the reference set to change", () -> api.referenceSet().corpusVersion() > before);
    }

    static ReferenceEvent event(String id, long revision, ReferenceEventKind kind, Application application) {
        return new ReferenceEvent(
                REFERENCE, id, revision, kind, application.title(), null, application.sections(), null);
    }

    private static Published published(Future<Published> sent) {
        try {
            return sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not published: " + e.getMessage(), e);
        }
    }

    /** The verdict of that revision, once it is there. */
    Verdict verdict(String id, long revision) {
        Check check = await(
                "a verdict of " + id,
                () -> api.check(key(id))
                        .filter(found -> found.revision() == revision && found.state() != CheckState.QUEUED)
                        .filter(found -> found.state() != CheckState.RUNNING));
        if (check.verdictId() == null) {
            throw new AssertionError("the check is " + check.state() + ": " + check.error());
        }
        return api.verdict(check.verdictId());
    }

    /** The verdict that takes the place of one, once it is there. */
    Verdict next(String id, Verdict before) {
        return await(
                "another verdict of " + id,
                () -> api.check(key(id))
                        .map(Check::verdictId)
                        .filter(verdictId -> !verdictId.equals(before.verdictId()))
                        .map(api::verdict));
    }

    /** The state of the work order, once it is the awaited one; otherwise what it is when patience ends. */
    String workOrderState(String id, String awaited) {
        try {
            await(
                    "work order",
                    () -> workOrder(id).filter(order -> order.state().name().equals(awaited)));
        } catch (AssertionError e) {
            return workOrder(id).map(order -> order.state().name()).orElse("no work order");
        }
        return awaited;
    }

    Optional<WorkOrderView> workOrder(String id) {
        return api.workOrder(key(id).toString());
    }

    /** The kinds of the messages that the user of that submission has, newest first. */
    List<String> messages(String id) {
        return api.messages(user(id)).messages().stream()
                .map(message -> message.kind().name())
                .toList();
    }

    List<WorkOrderCommand> commands(String id) {
        return watch.of(topics.workOrders(), key(id).toString()).stream()
                .map(record -> codec.read(record.value(), WorkOrderCommand.class))
                .toList();
    }

    List<VerdictEvent> verdictEvents(String id) {
        return watch.of(topics.verdicts(), key(id).toString()).stream()
                .map(record -> codec.read(record.value(), VerdictEvent.class))
                .toList();
    }

    /** Dead letters of the submissions under that key. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        return watch.of(Topics.deadLetter(topics.submissions()), key);
    }

    static void awaitTrue(String what, BooleanSupplier condition) {
        await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Asks again and again until there is something.
     *
     * @throws AssertionError where there is nothing for half a minute
     */
    static <T> T await(String what, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
