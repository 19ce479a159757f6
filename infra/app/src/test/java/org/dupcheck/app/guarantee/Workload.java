package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;

/**
 * Reference documents and submissions, all from one seed: first of every document, resubmissions with new and with
 * unchanged texts, withdrawals, and older revisions that come late; and among them pre-checks of the same documents and of
 * their sections, under revisions of their own. What each of them must end in is known from how it was made.
 */
final class Workload {
    static final String TYPE = "project";
    private static final int REFERENCES = 40;
    private static final int REFERENCE_CHARACTERS = 400;
    private static final int COPIED_CHARACTERS = 90;
    private static final int OWN_CHARACTERS = 200;

    /** Revisions of a document are multiples of it; a late, older one lies in between. */
    private static final int STEP = 10;

    /** So many of the last documents make up a burst, in which a document is resubmitted while it is being checked. */
    private static final int BURST = 12;

    private static final int PRE_CHECKS_PERCENT = 25;
    private static final List<String> SECTIONS = List.of("目标", "方法");

    private final Random random;
    private final List<ReferenceEvent> references = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Operation>> byDocument = new HashMap<>();
    private final Map<CheckKey, Operation> preChecks = new HashMap<>();
    private final Set<Revision> used = new HashSet<>();

    Workload(long seed, int documents, int size) {
        random = new Random(seed);
        for (int i = 0; i < REFERENCES; i++) {
            references.add(new ReferenceEvent(
                    "approved",
                    "R" + i,
                    1,
                    ReferenceEventKind.APPROVED,
                    "参考 " + i,
                    null,
                    List.of(new Section("正文", text(REFERENCE_CHARACTERS))),
                    null));
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            ids.add("D" + i);
        }
        Collections.shuffle(ids, random);
        for (int i = 0; i < size; i++) {
            add(operation(i < documents ? ids.get(i) : resubmitted(ids)));
        }
    }

    /** One revision of one document. */
    record Revision(String id, long revision) {}

    /**
     * One message.
     *
     * @param target what it is about
     * @param expected what its check must find, if it comes to one; null for a withdrawal
     */
    record Operation(CheckKey target, Submission submission, ResultState expected) implements FaultyTraffic.Message {
        static Operation ofDocument(Submission submission, ResultState expected) {
            return new Operation(CheckKey.document(submission.key()), submission, expected);
        }

        @Override
        public CompletableFuture<Published> publish(CheckClient client) {
            return target.section() == null ? client.publish(submission) : client.precheckSection(submission);
        }

        boolean preChecks() {
            return submission.mode() == Mode.PRECHECK;
        }

        String id() {
            return submission.businessId();
        }

        long revision() {
            return submission.revision();
        }

        Revision key() {
            return new Revision(id(), revision());
        }

        boolean withdraws() {
            return submission.mode() == Mode.WITHDRAW;
        }

        /** Whether its work order is to be submitted without asking, if it is the newest. */
        boolean submitsWorkOrder() {
            return submission.mode() == Mode.SUBMIT && expected == ResultState.NONE;
        }
    }

    List<ReferenceEvent> references() {
        return references;
    }

    List<Operation> operations() {
        return operations;
    }

    private List<Operation> submissions() {
        return operations.stream().filter(operation -> !operation.preChecks()).toList();
    }

    /** The newest pre-check of each document and of each section that was pre-checked. */
    Map<CheckKey, Operation> newestPreChecks() {
        return preChecks;
    }

    /** The revision that decides what becomes of each document. */
    Map<String, Operation> newest() {
        Map<String, Operation> newest = new HashMap<>();
        for (Operation operation : submissions()) {
            newest.merge(operation.id(), operation, (a, b) -> a.revision() > b.revision() ? a : b);
        }
        return newest;
    }

    Map<Revision, Operation> byRevision() {
        Map<Revision, Operation> map = new HashMap<>();
        submissions().forEach(operation -> map.put(operation.key(), operation));
        return map;
    }

    private void add(Operation operation) {
        operations.add(operation);
        if (operation.preChecks()) {
            preChecks.put(operation.target(), operation);
            return;
        }
        byDocument.computeIfAbsent(operation.id(), id -> new ArrayList<>()).add(operation);
        used.add(operation.key());
    }

    private String resubmitted(List<String> ids) {
        boolean burst = random.nextInt(100) < 40;
        return burst
                ? operations.get(operations.size() - 1 - random.nextInt(BURST)).id()
                : ids.get(random.nextInt(ids.size()));
    }

    private Operation operation(String id) {
        List<Operation> earlier = byDocument.getOrDefault(id, List.of());
        long newest = earlier.stream().mapToLong(Operation::revision).max().orElse(0);
        if (random.nextInt(100) < PRE_CHECKS_PERCENT) {
            return preCheck(id);
        }
        int dice = random.nextInt(100);
        if (!earlier.isEmpty() && dice < 12) {
            return Operation.ofDocument(Submission.withdrawal(new BusinessKey(TYPE, id), newest + STEP), null);
        }
        Revision late = new Revision(id, newest - 1 - random.nextInt(STEP - 1));
        if (newest > STEP && dice < 18 && !used.contains(late)) {
            return submission(id, late.revision());
        }
        Operation last = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
        if (last != null && !last.withdraws() && dice < 36) {
            return Operation.ofDocument(last.submission().withRevision(newest + STEP), last.expected()); // unchanged
        }
        return submission(id, newest + STEP);
    }

    private Operation preCheck(String id) {
        String section = SECTIONS.get(random.nextInt(SECTIONS.size()));
        CheckKey target = new CheckKey(new BusinessKey(TYPE, id), random.nextInt(3) == 0 ? null : section);
        Operation before = preChecks.get(target);
        // far from the submissions' revisions: none of the two may mind the other's
        long revision = before == null ? 1_000_000 + random.nextInt(1_000) : before.revision() + 1;
        boolean copied = random.nextInt(100) < 30;
        Submission content = new Submission(
                TYPE, id, revision, Mode.PRECHECK, null, List.of(new Section(section, content(copied))), null, null);
        return new Operation(target, content, copied ? ResultState.DUPLICATES : ResultState.NONE);
    }

    private String content(boolean copied) {
        String own = text(OWN_CHARACTERS);
        String copy = "";
        if (copied) {
            String source = references
                    .get(random.nextInt(references.size()))
                    .sections()
                    .get(0)
                    .text();
            int start = random.nextInt(source.length() - COPIED_CHARACTERS);
            copy = source.substring(start, start + COPIED_CHARACTERS);
        }
        return own + copy;
    }

    private Operation submission(String id, long revision) {
        boolean copied = random.nextInt(100) < 30;
        return Operation.ofDocument(
                new Submission(
                        TYPE,
                        id,
                        revision,
                        Mode.SUBMIT,
                        "题目 " + id,
                        List.of(new Section("目标", content(copied))),
                        new Applicant("user-" + id, null, "zh-CN"),
                        "order-" + id),
                copied ? ResultState.DUPLICATES : ResultState.NONE);
    }

    /** Characters drawn from 3,000 common ones: no two texts share a run of any length that counts. */
    private String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append((char) ('一' + random.nextInt(3_000)));
        }
        return text.toString();
    }
}
