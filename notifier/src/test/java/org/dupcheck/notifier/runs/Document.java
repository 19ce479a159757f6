package org.dupcheck.notifier.runs;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.StoredRows;

/**
 * What happens to one document outside of the notifier: it is sent, checked, checked anew, withdrawn; its applicant and a
 * reviewer decide. Remembers what was found and decided, by which what the notifier made of it is judged. Belongs to one thread.
 */
final class Document {
    private static final int TEXTS = 3;

    private final StoredRows tables;
    private final Random random;
    private final BusinessKey key = Fixture.freshKey();

    /** Handed out in their order, each at least once: one a topic. */
    private final Deque<Message> verdictEvents = new ConcurrentLinkedDeque<>();

    private final Deque<Message> decisionEvents = new ConcurrentLinkedDeque<>();

    private final Deque<Message> answerEvents = new ConcurrentLinkedDeque<>();

    private final Map<String, Found> found = new HashMap<>();
    private final List<ConfirmationEvent> decisions = new ArrayList<>();
    private final Set<String> agreed = new HashSet<>();
    private boolean returned;
    private boolean confirmed;
    private long revision;
    private int names;
    private CheckState state = CheckState.QUEUED;
    private String newest;

    Document(StoredRows tables, Random random) {
        this.tables = tables;
        this.random = random;
    }

    /**
     * What a verdict says.
     *
     * @param findings the same for two verdicts that say the same
     */
    record Found(long revision, int text, String findings) {
        boolean isClean() {
            return findings.equals("clean");
        }

        boolean needsReview() {
            return findings.equals("much");
        }

        boolean saysTheSameAs(Found other) {
            return text == other.text && findings.equals(other.findings);
        }
    }

    BusinessKey key() {
        return key;
    }

    Found found(String verdictId) {
        return found.get(verdictId);
    }

    /** The verdict that the check has now; null where it has none. */
    Found current() {
        return state == CheckState.FINISHED ? found.get(newest) : null;
    }

    String currentId() {
        return state == CheckState.FINISHED ? newest : null;
    }

    CheckState state() {
        return state;
    }

    long revision() {
        return revision;
    }

    boolean wasReturned() {
        return returned;
    }

    /** To just that verdict, or to one that says the same of the same text. */
    boolean wasAgreed(Found verdict) {
        return agreed.stream().map(found::get).anyMatch(verdict::saysTheSameAs);
    }

    List<ConfirmationEvent> decisions() {
        return decisions;
    }

    Deque<Message> verdictEvents() {
        return verdictEvents;
    }

    Deque<Message> decisionEvents() {
        return decisionEvents;
    }

    Deque<Message> answerEvents() {
        return answerEvents;
    }

    /** Whether the newest verdict was confirmed, and nothing was sent since but the same text once more. */
    boolean staysConfirmed() {
        return confirmed;
    }

    /** One thing happens. */
    void step() {
        switch (random.nextInt(19)) {
            case 0, 1, 2, 3 -> send();
            case 4 -> begin();
            case 5, 6 -> another();
            case 7 -> withdraw();
            case 8 -> fail();
            case 9, 10 -> review();
            case 11, 12, 13 -> sendOnceMore();
            default -> decide();
        }
    }

    /** The document is sent, and its check ends. */
    void send() {
        confirmed = false;
        send(
                1 + random.nextInt(TEXTS),
                List.of("clean", "clean", "some", "much").get(random.nextInt(4)));
    }

    /** An impatient client sends the same text again, and the same is found; it may have confirmed just before. */
    private void sendOnceMore() {
        Found before = current();
        if (before == null || before.findings.startsWith("moved")) {
            send();
            return;
        }
        if (!before.isClean() && random.nextBoolean()) {
            decide(newest, Decision.CONFIRM);
            confirmed = true;
        }
        send(before.text, before.findings);
    }

    private void send(int text, String findings) {
        String reasons = switch (findings) {
            case "clean" -> "[]";
            case "some" -> "[\"DUPLICATES\"]";
            default -> "[\"DUPLICATES\", \"REVIEW\"]";
        };
        ResultState result = findings.equals("clean") ? ResultState.NONE : ResultState.DUPLICATES;
        VerdictEvent event = tables.checks.finished(
                key, ++revision, Mode.SUBMIT, result, reasons, StoredRows.APPLICANT, "text " + text);
        answered(event, new Found(revision, text, findings));
    }

    private void begin() {
        confirmed = false;
        tables.checks.running(key, ++revision, Mode.SUBMIT, CheckState.RUNNING);
        state = CheckState.RUNNING;
    }

    /** The reference set moves on, and the verdict with it. */
    private void another() {
        Found before = current();
        if (before != null) {
            confirmed = false;
            double containment = List.of(0.0, .25, .75).get(random.nextInt(3));
            VerdictEvent event = tables.checks.followed(key, revision, "verdict " + names++, containment);
            answered(event, new Found(revision, before.text, containment == 0 ? "clean" : "moved " + containment));
        }
    }

    private void answered(VerdictEvent event, Found what) {
        newest = Objects.requireNonNull(event.verdictId());
        found.put(newest, what);
        verdictEvents.add(event);
        state = CheckState.FINISHED;
    }

    void withdraw() {
        confirmed = false;
        verdictEvents.add(tables.checks.withdrawn(key, ++revision));
        state = CheckState.WITHDRAWN;
    }

    private void fail() {
        confirmed = false;
        verdictEvents.add(tables.checks.failed(key, ++revision));
        state = CheckState.FAILED;
    }

    /** Mostly on the newest verdict, else on an older one. */
    private void decide() {
        if (found.isEmpty()) {
            return;
        }
        List<String> ids = new ArrayList<>(found.keySet());
        ids.sort(null);
        String verdictId = random.nextInt(4) > 0 ? newest : ids.get(random.nextInt(ids.size()));
        decide(verdictId, random.nextInt(8) > 0 ? Decision.CONFIRM : Decision.WITHDRAW);
    }

    private void decide(String verdictId, Decision decision) {
        ConfirmationEvent event = new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                verdictId,
                decision,
                "because",
                "user-1",
                StoredRows.TIME.plusSeconds(decisions.size()));
        decisions.add(event);
        decisionEvents.add(event);
    }

    @Override
    public String toString() {
        return key + " " + state + " " + revision + ", verdict " + newest + ": " + current() + "\nfound " + found
                + "\ndecided " + decisions;
    }

    private void review() {
        String verdictId = currentId();
        if (verdictId != null) {
            ReviewDecision decision = List.of(
                            ReviewDecision.ACCEPT, ReviewDecision.ACCEPT, ReviewDecision.EXPLAIN, ReviewDecision.RETURN)
                    .get(random.nextInt(4));
            tables.reviewed(key, decision, "a note");
            if (decision == ReviewDecision.ACCEPT) {
                agreed.add(verdictId);
            }
            returned |= decision == ReviewDecision.RETURN;
        }
    }
}
