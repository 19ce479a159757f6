package org.dupcheck.bench.engine;

import java.time.Duration;
import java.util.List;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.engine.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its peer on the same submissions in turns, on one thread: whatever else the machine does hits both. The
 * engine does the whole work, from the text to scored passages; the peer ranks documents.
 *
 * @param peer empty where the peer did not take part
 * @param engineRecall share of the passages whose document is among the first {@link #MAX} matches
 * @param peerRecall the same of the peer
 * @param passages that the recalls were taken of
 */
record SideBySide(Timings engine, Timings peer, double engineRecall, double peerRecall, int passages) {
    static final int MAX = 10;

    /** Submissions that one takes before it is the other's turn: each starts once a turn on the other's caches. */
    private static final int TURN = 20;

    /** Submissions that warm up; the engine takes them several times, the peer does more work in each. */
    private static final int WARM = 60;

    private static final int ENGINE_WARM_ROUNDS = 20;

    /**
     * Measures both.
     *
     * @param lucene null to measure the engine alone
     * @param time after which no further turn begins; one is taken at least. Warming up each may take as long again
     */
    static SideBySide measure(EngineIndex index, @Nullable LucenePeer lucene, List<Question> questions, Duration time) {
        List<Question> warm = questions.subList(0, Math.min(WARM, questions.size()));
        warm(index, warm, time);
        if (lucene != null) {
            warm(lucene, warm, time);
        }
        Timings engine = new Timings();
        Timings peer = new Timings();
        Recall engineRecall = new Recall();
        Recall peerRecall = new Recall();
        long end = System.nanoTime() + time.toNanos();
        for (int from = 0; from < questions.size() && (from == 0 || System.nanoTime() < end); from += TURN) {
            List<Question> turn = questions.subList(from, Math.min(from + TURN, questions.size()));
            for (Question question : turn) {
                long start = System.nanoTime();
                Comparison comparison = index.compare(question.id(), question.text());
                engine.add(System.nanoTime() - start);
                engineRecall.add(question, comparison);
            }
            if (lucene != null) {
                search(lucene, turn, peer, peerRecall);
            }
        }
        return new SideBySide(engine, peer, engineRecall.share(), peerRecall.share(), engineRecall.passages());
    }

    private static void search(LucenePeer lucene, List<Question> turn, Timings times, Recall recall) {
        for (Question question : turn) {
            long start = System.nanoTime();
            List<String> ranked = lucene.top(question.text(), MAX);
            times.add(System.nanoTime() - start);
            recall.add(question, ranked);
        }
    }

    boolean hasPeer() {
        return peer.count() > 0;
    }

    /** Until the compiler has seen it often enough, and for no longer than {@code time}. */
    static void warm(EngineIndex index, List<Question> questions, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int checks = ENGINE_WARM_ROUNDS * questions.size();
        for (int i = 0; i < checks && System.nanoTime() < end; i++) {
            Question question = questions.get(i % questions.size());
            index.compare(question.id(), question.text());
        }
    }

    private static void warm(LucenePeer lucene, List<Question> questions, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < questions.size() && System.nanoTime() < end; i++) {
            lucene.top(questions.get(i).text(), MAX);
        }
    }
}
