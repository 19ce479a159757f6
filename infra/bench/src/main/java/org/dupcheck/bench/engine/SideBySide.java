package org.dupcheck.bench.engine;

import java.time.Duration;
import java.util.List;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Timings;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its peer on the same submissions in turn, on one thread: whatever else the machine does hits both. The
 * engine does the whole work, from the text to scored passages; the peer ranks documents.
 *
 * @param peer empty where the peer did not take part
 * @param engineRecall share of the passages whose document is among the first {@link #MOST} matches
 * @param peerRecall the same of the peer
 * @param passages that the recalls were taken of
 */
record SideBySide(Timings engine, Timings peer, double engineRecall, double peerRecall, int passages) {
    static final int MOST = 10;

    /** Checks by the engine for one search of the peer, which is the slower one. */
    private static final int ENGINE_TURNS = 3;

    /** Submissions that warm up; the engine takes them several times, the peer does more work in each. */
    private static final int WARM = 60;

    private static final int ENGINE_WARM_ROUNDS = 20;

    /**
     * Measures both.
     *
     * @param lucene null to measure the engine alone
     * @param time after which no further submission is taken; one is taken at least. Warming up may take as long again
     */
    static SideBySide measure(EngineIndex index, @Nullable LucenePeer lucene, List<Question> questions, Duration time) {
        List<Question> warm = questions.subList(0, Math.min(WARM, questions.size()));
        warm(index, warm, time);
        if (lucene != null) {
            warm.forEach(question -> lucene.top(question.text(), MOST));
        }
        Timings engine = new Timings();
        Timings peer = new Timings();
        int passages = 0;
        int engineFound = 0;
        int peerFound = 0;
        long end = System.nanoTime() + time.toNanos();
        for (Question question : questions) {
            List<String> found = List.of();
            for (int turn = 0; turn < ENGINE_TURNS; turn++) {
                long start = System.nanoTime();
                var comparison = index.compare(question.id(), question.text());
                engine.add(System.nanoTime() - start);
                found = comparison.matches().stream()
                        .limit(MOST)
                        .map(match -> match.document().id())
                        .toList();
            }
            List<String> ranked = List.of();
            if (lucene != null) {
                long start = System.nanoTime();
                ranked = lucene.top(question.text(), MOST);
                peer.add(System.nanoTime() - start);
            }
            for (String source : question.sources()) {
                passages++;
                engineFound += found.contains(source) ? 1 : 0;
                peerFound += ranked.contains(source) ? 1 : 0;
            }
            if (System.nanoTime() > end) {
                break;
            }
        }
        return new SideBySide(engine, peer, share(engineFound, passages), share(peerFound, passages), passages);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : part / (double) whole;
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
}
