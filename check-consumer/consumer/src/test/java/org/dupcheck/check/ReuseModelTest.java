package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.CheckTable;
import org.junit.jupiter.api.Test;

/**
 * Random interleavings of checks of two nodes with each other, with deaths, and with changes of the reference set and of policies
 * while a page is scanned, against a model of what each verdict has to say: what is used again was found for that very content,
 * revision, type and policy. More of them with {@code -Ddupcheck.interleavings=N}, the same with {@code -Ddupcheck.seed=N}.
 */
class ReuseModelTest extends DatabaseTest {
    private static final int INTERLEAVINGS = Integer.getInteger("dupcheck.interleavings", 100);
    /** Interleavings on one database. */
    private static final int A_DATABASE = 20;

    private static final List<String> TYPES = List.of("project", "thesis");
    private static final List<String> PHRASES = List.of("沿沟布设报警器", "声学定位漏点", "菌剂修复盐碱地", "低温相变储热", "古籍字形检索", "桥梁索力识别");
    private static final Thresholds NEVER = new Thresholds(1.0, null, null);

    /** A process that ends at once. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime() & 0xFFFFF);
    private final Random random = new Random(seed);
    private final List<HandlerBench> nodes = new ArrayList<>();

    /** What the reference documents said, by corpus version. */
    private final TreeMap<Long, Map<String, String>> corpus = new TreeMap<>();

    /** By business type and version: whether one passage makes DUPLICATES. */
    private final Map<String, TreeMap<Long, Boolean>> policies = new HashMap<>();

    private final List<Submission> sent = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private double verdictsReused;
    private double sectionsReused;
    private int interleaving;
    private int depth;
    private long counter;

    @Test
    void noVerdictIsUsedAgainForAnotherContentRevisionTypeOrPolicy() {
        System.out.println("reuse: interleavings from seed " + seed);
        for (interleaving = 0; interleaving < INTERLEAVINGS; interleaving++) {
            if (interleaving % A_DATABASE == 0) {
                begin();
            }
            sent.clear();
            for (int step = 0; step < 10; step++) {
                act(nodes.get(random.nextInt(nodes.size())));
            }
        }
        count();
        assertThat(verdictsReused)
                .as("verdicts that were used again, seed %d", seed)
                .isGreaterThan(INTERLEAVINGS * .05);
        assertThat(sectionsReused)
                .as("sections that were used again, seed %d", seed)
                .isGreaterThan(INTERLEAVINGS * .2);
    }

    /** New nodes on empty tables: each new epoch of the statistics asks for all that is open once more. */
    private void begin() {
        count();
        TestDatabase.empty(database);
        nodes.clear();
        nodes.add(new HandlerBench(database));
        nodes.add(new HandlerBench(database));
        corpus.clear();
        corpus.put(0L, Map.of());
        TYPES.forEach(type -> policies.put(type, new TreeMap<>(Map.of(0L, true))));
    }

    private void count() {
        for (HandlerBench node : nodes) {
            verdictsReused += node.count("dupcheck.check.reused");
            sectionsReused += node.sections("reused");
        }
    }

    private void act(HandlerBench node) {
        switch (random.nextInt(18)) {
            case 0 -> putReference(node);
            case 1 -> removeReference(node);
            case 2 -> changePolicy(node);
            case 3 -> withdraw(node);
            case 4, 5, 6, 7, 8, 9 -> check(node, content(Mode.SUBMIT), null);
            case 10 -> check(node, content(Mode.PRECHECK), null);
            default -> {
                Submission one = content(Mode.PRECHECK);
                Section section = one.sections().get(0);
                check(node, with(one, List.of(section)), section.key());
            }
        }
    }

    private void putReference(HandlerBench node) {
        String id = "r" + random.nextInt(3);
        String phrase = PHRASES.get(random.nextInt(PHRASES.size()));
        Map<String, String> next = new HashMap<>(corpus.lastEntry().getValue());
        next.put(id, phrase);
        corpus.put(node.tables.putReference(id, ++counter, "题", phrase), next);
    }

    private void removeReference(HandlerBench node) {
        String id = "r" + random.nextInt(3);
        Map<String, String> next = new HashMap<>(corpus.lastEntry().getValue());
        if (next.remove(id) != null) {
            corpus.put(node.tables.deleteReference(id, ++counter), next);
        }
    }

    private void changePolicy(HandlerBench node) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        boolean strict = random.nextBoolean();
        policies.get(type).put(node.tables.policy(type, strict ? Thresholds.DEFAULT : NEVER), strict);
    }

    private void withdraw(HandlerBench node) {
        BusinessKey key = key();
        deliver(
                node,
                new Submission(
                        key.businessType(), key.businessId(), ++counter, Mode.WITHDRAW, null, List.of(), null, null),
                null);
    }

    private BusinessKey key() {
        return new BusinessKey(
                TYPES.get(random.nextInt(TYPES.size())), "i" + interleaving + (random.nextBoolean() ? "a" : "b"));
    }

    /** One that was sent before, as it was or edited, under the same revision or another, for the same document or another; or a new one. */
    private Submission content(Mode mode) {
        List<Submission> before =
                sent.stream().filter(one -> one.mode() != Mode.WITHDRAW).toList();
        if (before.isEmpty() || random.nextInt(3) == 0) {
            return content(key(), ++counter, mode, sections());
        }
        Submission one = before.get(random.nextInt(before.size()));
        return switch (random.nextInt(8)) {
            case 0 -> content(one.key(), one.revision(), mode, one.sections());
            case 1 -> content(one.key(), one.revision(), mode, sections());
            case 2 -> content(key(), ++counter, mode, one.sections());
            case 3, 4 -> content(one.key(), ++counter, mode, edited(one.sections()));
            default -> content(one.key(), ++counter, mode, one.sections());
        };
    }

    /** One section has another text; the others are as they were. */
    private List<Section> edited(List<Section> sections) {
        List<Section> edited = new ArrayList<>(sections);
        edited.set(0, new Section(sections.get(0).key(), sections().get(0).text()));
        return edited;
    }

    private static Submission content(BusinessKey key, long revision, Mode mode, List<Section> sections) {
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                "题",
                sections,
                new Applicant("u", null, null),
                null);
    }

    private static Submission with(Submission one, List<Section> sections) {
        return content(one.key(), one.revision(), one.mode(), sections);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (int s = random.nextInt(3); s >= 0; s--) {
            StringBuilder text = new StringBuilder("另有新意");
            for (int p = random.nextInt(3); p > 0; p--) {
                text.append('，').append(PHRASES.get(random.nextInt(PHRASES.size())));
            }
            sections.add(new Section("节" + s, text.toString()));
        }
        return sections;
    }

    private void check(HandlerBench node, Submission content, String section) {
        long corpusBefore = corpus.lastKey();
        long policyBefore = policies.get(content.businessType()).lastKey();
        node.index.hook = (page, submission) -> meanwhile(node);
        if (!deliver(node, content, section)) {
            return;
        }
        CheckTable table = content.mode() == Mode.SUBMIT ? node.submissions : node.preChecks;
        CheckRow row = table.find(new CheckKey(content.key(), section)).orElseThrow();
        if (row.revision() == content.revision() && row.state() == CheckState.FINISHED) {
            Verdict verdict = node.codec.read(row.verdict(), Verdict.class);
            assertSays(verdict, content);
            // what had ended before is told again as it was
            if (known.add(verdict.verdictId())) {
                assertThat(verdict.corpusVersion()).as(where()).isGreaterThanOrEqualTo(corpusBefore);
                assertThat(verdict.policyVersion()).as(where()).isGreaterThanOrEqualTo(policyBefore);
            }
        }
    }

    /** While a page is scanned: the other node does something, or this one dies. */
    private void meanwhile(HandlerBench node) {
        if (depth < 2 && random.nextInt(4) == 0) {
            depth++;
            act(nodes.get(0) == node ? nodes.get(1) : nodes.get(0));
            depth--;
        }
        if (random.nextInt(20) == 0) {
            throw new Death();
        }
    }

    /** Whether the check came to its end. */
    private boolean deliver(HandlerBench node, Submission content, String section) {
        sent.add(content);
        FakeDelivery delivery =
                FakeDelivery.of(new CheckKey(content.key(), section).toString(), node.codec.write(content), ++counter);
        try {
            if (content.mode() == Mode.PRECHECK) {
                node.preCheckHandler.handle(delivery);
            } else {
                node.handler.handle(delivery);
            }
            return content.mode() != Mode.WITHDRAW;
        } catch (Death | SupersededException | RetryLaterException | RejectedRecordException e) {
            return false;
        }
    }

    private void assertSays(Verdict verdict, Submission content) {
        assertThat(List.of(verdict.key(), verdict.revision(), verdict.mode()))
                .as(where())
                .isEqualTo(List.of(content.key(), content.revision(), content.mode()));
        assertThat(verdict.contentHash()).as(where()).isEqualTo(ContentHash.of(content));
        Boolean strict = policies.get(content.businessType()).get(verdict.policyVersion());
        assertThat(strict).as(where() + ": policy " + verdict.policyVersion()).isNotNull();
        Set<String> expected = new HashSet<>();
        Map<String, String> references = corpus.get(verdict.corpusVersion());
        for (Section section : content.sections()) {
            references.forEach((id, phrase) -> {
                if (section.text().contains(phrase)) {
                    expected.add(id + " " + section.key() + " " + phrase);
                }
            });
        }
        Set<String> found = new HashSet<>();
        for (Verdict.Match match : verdict.matches()) {
            for (Verdict.Passage passage : match.passages()) {
                String text = content.sections().stream()
                        .filter(section -> section.key().equals(passage.section()))
                        .findFirst()
                        .orElseThrow()
                        .text();
                found.add(match.documentId() + " " + passage.section() + " "
                        + text.substring(passage.start(), passage.end()));
            }
        }
        assertThat(found).as(where()).isEqualTo(expected);
        assertThat(verdict.resultState())
                .as(where())
                .isEqualTo(strict && !expected.isEmpty() ? ResultState.DUPLICATES : ResultState.NONE);
    }

    private String where() {
        return "seed " + seed + ", interleaving " + interleaving;
    }
}
