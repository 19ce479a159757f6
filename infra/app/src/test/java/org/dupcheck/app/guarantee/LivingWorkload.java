package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Submissions, resubmissions and withdrawals among approvals, edits and deletions of what they were copied from; some
 * submissions have a text in common with each other. All from one seed, so that it is known from how it was made what each
 * of them must end in.
 */
final class LivingWorkload {
    static final String TYPE = "project";
    private static final String REFERENCE = "approved";
    private static final int REFERENCES = 60;
    private static final int SHARED_TEXTS = 24;
    private static final int PASSAGE = 90;
    private static final int OWN = 200;

    private final Random random;
    private final List<FaultyTraffic.Message> messages = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private final Map<String, List<Sent>> sent = new HashMap<>();

    LivingWorkload(long seed, int documents, int size) {
        random = new Random(seed);
        for (int i = 0; i < REFERENCES; i++) {
            passages.add(new Passage("R" + i, text(PASSAGE)));
        }
        for (int i = 0; i < SHARED_TEXTS; i++) {
            shared.add(text(PASSAGE));
        }
        for (int i = 0; i < size; i++) {
            int dice = random.nextInt(100);
            if (i >= documents / 4 && dice < 40) {
                change(passages.get(random.nextInt(REFERENCES)));
            } else {
                submit("D" + (i < documents ? i : random.nextInt(documents)), dice >= 92);
            }
        }
    }

    /** A text that stands in a reference document now and then. */
    private static final class Passage {
        private final String document;
        private final String text;
        private long revision;
        private boolean inForce;
        private boolean contained;

        Passage(String document, String text) {
            this.document = document;
            this.text = text;
        }
    }

    /**
     * One revision of a submission.
     *
     * @param passage number of the reference document that it was copied from; null for none
     * @param shared number of the text that others may have too; null for none
     */
    record Sent(
            String id,
            long revision,
            boolean withdraws,
            @Nullable Integer passage,
            @Nullable Integer shared) {
        /** Whether another one has a text in common with it. */
        boolean shares(Sent other) {
            return (passage != null && passage.equals(other.passage))
                    || (shared != null && shared.equals(other.shared));
        }
    }

    List<FaultyTraffic.Message> messages() {
        return messages;
    }

    /** By document, each in its order. */
    Map<String, List<Sent>> sent() {
        return sent;
    }

    /** Whether a reference document in force has the passage, at the end. */
    boolean isApproved(int passage) {
        return passages.get(passage).inForce && passages.get(passage).contained;
    }

    private void change(Passage passage) {
        ReferenceEventKind kind = !passage.inForce
                ? ReferenceEventKind.APPROVED
                : random.nextBoolean() ? ReferenceEventKind.EDITED : ReferenceEventKind.DELETED;
        passage.inForce = kind != ReferenceEventKind.DELETED;
        passage.contained = kind == ReferenceEventKind.APPROVED || (passage.inForce && random.nextBoolean());
        passage.revision++;
        List<Section> sections = passage.inForce
                ? List.of(new Section("正文", text(OWN) + (passage.contained ? passage.text : "") + text(OWN)))
                : List.of();
        ReferenceEvent event =
                new ReferenceEvent(REFERENCE, passage.document, passage.revision, kind, "参考", null, sections, null);
        messages.add(client -> client.publish(event));
    }

    private void submit(String id, boolean withdraw) {
        List<Sent> before = sent.computeIfAbsent(id, key -> new ArrayList<>());
        long revision = before.size() + 1L;
        boolean withdraws = withdraw && !before.isEmpty();
        Integer passage = withdraws || random.nextInt(100) < 50 ? null : random.nextInt(REFERENCES);
        Integer common = withdraws || random.nextInt(100) < 80 ? null : random.nextInt(SHARED_TEXTS);
        before.add(new Sent(id, revision, withdraws, passage, common));
        Submission content = withdraws
                ? Submission.withdrawal(new BusinessKey(TYPE, id), revision)
                : new Submission(
                        TYPE,
                        id,
                        revision,
                        Mode.SUBMIT,
                        "题目 " + id,
                        List.of(
                                new Section("目标", text(OWN) + (passage == null ? "" : passages.get(passage).text)),
                                new Section("方法", text(OWN) + (common == null ? "" : shared.get(common)))),
                        new Applicant("user-" + id, null, "zh-CN"),
                        "order-" + id);
        messages.add(client -> client.publish(content));
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
