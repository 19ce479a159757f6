package org.dupcheck.bench.open;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.VerdictListener;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictEvent;
import org.jspecify.annotations.Nullable;

/** Open submissions on a running serve, and reference documents that copy from them. For one thread. */
final class FollowedSubmissions implements AutoCloseable {
    private static final String TYPE = "bench";
    private static final int CHARACTERS = 3_000;
    private static final int COPIED = 200;
    private static final int UNDER_WAY = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CheckClient client;
    private final VerdictListener listener;
    private final GeneratedTexts texts;
    private final Random random;
    /** Texts that no reference document matches, with the ids of their submissions. */
    private final List<Clean> clean = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, Awaited> waiting = new ConcurrentHashMap<>();

    FollowedSubmissions(CheckClient client, String bootstrapServers, long seed) {
        this.client = client;
        this.texts = new GeneratedTexts(seed);
        this.random = new Random(seed);
        this.listener = VerdictListener.builder(bootstrapServers, this::hear).start();
        Waiting.forAnswer(listener.ready(), PATIENCE);
    }

    private void hear(VerdictEvent event) {
        Awaited wanted = waiting.get(event.businessId());
        if (wanted != null && (wanted.result == null || wanted.result == event.resultState())) {
            waiting.remove(event.businessId(), wanted);
            wanted.verdict.complete(event);
        }
    }

    /** @param result null: any */
    private record Awaited(@Nullable ResultState result, CompletableFuture<VerdictEvent> verdict) {}

    /** The next verdict of that submission with that result. */
    private CompletableFuture<VerdictEvent> next(String submission, @Nullable ResultState result) {
        Awaited wanted = new Awaited(result, new CompletableFuture<>());
        waiting.put(submission, wanted);
        return wanted.verdict;
    }

    /** Submits texts numbered so and waits for their verdicts; most match nothing. */
    void submit(int from, int to) {
        Semaphore room = new Semaphore(UNDER_WAY);
        List<CompletableFuture<VerdictEvent>> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String text = texts.next(CHARACTERS);
            String id = "s" + i;
            Waiting.forRoom(room, PATIENCE);
            all.add(next(id, null).whenComplete((verdict, failure) -> {
                if (failure == null && verdict.resultState() == ResultState.NONE) {
                    clean.add(new Clean(id, text));
                }
                room.release();
            }));
            Submission submission = new Submission(
                    TYPE,
                    id,
                    1,
                    Mode.SUBMIT,
                    null,
                    List.of(new Section(ReferenceLoader.SECTION, text)),
                    new Applicant("bench", null, null),
                    null);
            var unused = client.publish(submission);
        }
        Waiting.forAnswer(CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)), PATIENCE);
        if (clean.isEmpty()) {
            throw new BenchException("no submission is clean");
        }
    }

    private record Clean(String id, String text) {}

    /**
     * Approves a document that copies from one of them, waits until that one is a duplicate, deletes the document, and waits
     * until it is none again.
     *
     * @param document its id, a new one
     * @param approved from the call that publishes the approval until the new verdict's event
     * @param deleted the same of the deletion
     */
    void approveAndDelete(String document, Timings approved, Timings deleted) {
        Clean target = clean.get(random.nextInt(clean.size()));
        int from = random.nextInt(CHARACTERS - COPIED);
        String text = texts.next(CHARACTERS - COPIED) + target.text.substring(from, from + COPIED);
        approved.add(time(
                next(target.id, ResultState.DUPLICATES),
                ReferenceLoader.approval(document, client.nextRevision(), text)));
        deleted.add(time(
                next(target.id, ResultState.NONE),
                new ReferenceEvent(
                        ReferenceLoader.DOCUMENT_TYPE,
                        document,
                        client.nextRevision(),
                        ReferenceEventKind.DELETED,
                        null,
                        null,
                        List.of(),
                        null)));
    }

    private long time(CompletableFuture<VerdictEvent> verdict, ReferenceEvent event) {
        long start = System.nanoTime();
        Waiting.forAnswer(client.publish(event), PATIENCE);
        VerdictEvent heard = Waiting.forAnswer(verdict, PATIENCE);
        if (heard.state() != CheckState.FINISHED) {
            throw new BenchException("the check of " + heard.key() + " ended as " + heard.state());
        }
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        listener.close();
    }
}
