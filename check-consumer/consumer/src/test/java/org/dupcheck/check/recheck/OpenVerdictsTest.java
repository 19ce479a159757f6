package org.dupcheck.check.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.check.TestDatabase;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.open.OpenSubmissions.Checked;
import org.junit.jupiter.api.Test;

/** Random histories of submissions and reference documents, worked off by two nodes in any order. */
class OpenVerdictsTest extends DatabaseTest {
    private static final int DOCUMENTS = 6;

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime() & 0xFFFFF);
    private final Random random = new Random(seed);
    private final List<String> passages = new ArrayList<>();
    private long revision;
    private int replaced;

    @Test
    void afterAnyHistoryEveryOpenVerdictSaysWhatAFullCheckWouldSay() {
        System.out.println("open verdicts: histories from seed " + seed);
        for (int i = 0; i < 8; i++) {
            passages.add(text(60 + random.nextInt(120)));
        }
        for (int history = 0; history < Integer.getInteger("dupcheck.histories", 12); history++) {
            TestDatabase.empty(database);
            List<HandlerBench> nodes = new ArrayList<>(List.of(node(), node()));
            for (int step = 0; step < 60; step++) {
                int at = random.nextInt(2);
                if (random.nextInt(12) == 0) {
                    nodes.set(at, node()); // the other one died
                } else {
                    act(nodes.get(at));
                }
            }
            nodes.forEach(node -> node.clock.advance(Duration.ofMinutes(1)));
            nodes.forEach(HandlerBench::follow); // statistics that are due: else the comparison below would take them
            nodes.forEach(HandlerBench::settle);
            for (int id = 0; id < DOCUMENTS; id++) {
                assertTrue(nodes.get(0), "" + id, history);
            }
            assertThat(nodes.get(0).tables.count("recheck")).isZero();
        }
        assertThat(replaced)
                .as("seed %d: verdicts that a change has replaced", seed)
                .isGreaterThan(20);
    }

    private void act(HandlerBench node) {
        String id = "" + random.nextInt(DOCUMENTS);
        revision++;
        switch (random.nextInt(9)) {
            case 0, 1 -> node.handler.handle(node.submission(id, revision, mixture(), revision));
            case 2 -> node.tables.putReference("r" + id, revision, "题", mixture());
            case 3 -> node.tables.deleteReference("r" + id, revision);
            case 4, 5 -> node.percolation.step();
            case 6 -> node.recheckWorker.workOff();
            case 7 -> dieAtARecheck(node);
            default -> node.follow();
        }
    }

    /** After the new verdict is stored and before it is told, or before anything. */
    private void dieAtARecheck(HandlerBench node) {
        node.publisher.failure = new RetryLaterException("dead", null);
        if (random.nextBoolean()) {
            Store.on(database)
                    .inTransaction(tables -> tables.rechecks().claim(Duration.ofSeconds(30), 1, node.clock.instant()));
        } else {
            try {
                node.recheckWorker.workOff();
            } catch (RetryLaterException e) {
                // so it died
            }
        }
        node.publisher.failure = null;
    }

    private void assertTrue(HandlerBench node, String id, int history) {
        for (Checked open : node.recheck.find(List.of(new BusinessKey("project", id)))) {
            Recheck.Outcome full = node.recheck.run(open, 0, 0, () -> false);
            assertThat(full.replacement())
                    .as("seed %d, history %d, document %s, not %s", seed, history, id, open.verdict())
                    .isNull();
        }
        List<Verdict> verdicts = node.tables.verdicts(id);
        replaced += (int) verdicts.stream()
                .filter(verdict -> verdict.reason() == VerdictReason.CORPUS_CHANGE)
                .count();
    }

    private String mixture() {
        StringBuilder text = new StringBuilder(text(40));
        for (int i = random.nextInt(3); i >= 0; i--) {
            StringBuilder passage = new StringBuilder(passages.get(random.nextInt(passages.size())));
            for (int at = 0; at < passage.length(); at++) {
                if (random.nextInt(12) == 0) {
                    passage.setCharAt(at, character());
                }
            }
            text.append(passage).append('。').append(text(30));
        }
        return text.toString();
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(character());
        }
        return text.toString();
    }

    private char character() {
        return (char) (0x4E00 + random.nextInt(3_000));
    }

    private static HandlerBench node() {
        return new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
    }
}
