package org.dupcheck.bench.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Parallel;

/**
 * Checks by one thread and by four, in turn.
 *
 * @param one checks a second by one thread
 * @param four by four threads together; the machine's cores bound it
 */
record ParallelChecks(double one, double four) {
    static final int THREADS = 4;
    private static final int ROUNDS = 3;

    /** @param slice that each of the six measurements takes */
    static ParallelChecks measure(EngineIndex index, List<Question> questions, Duration slice) {
        double one = 0;
        double four = 0;
        for (int round = 0; round < ROUNDS; round++) {
            one += rate(index, questions, 1, slice);
            four += rate(index, questions, THREADS, slice);
        }
        return new ParallelChecks(one / ROUNDS, four / ROUNDS);
    }

    double speedup() {
        return four / one;
    }

    private static double rate(EngineIndex index, List<Question> questions, int threads, Duration slice) {
        long start = System.nanoTime();
        long end = start + slice.toNanos();
        List<Callable<Long>> tasks = IntStream.range(0, threads)
                .<Callable<Long>>mapToObj(thread -> () -> {
                    long checks = 0;
                    // each begins elsewhere, so that they do not all look at the same places at once
                    for (int at = thread * questions.size() / threads; System.nanoTime() < end; at++) {
                        Question question = questions.get(at % questions.size());
                        index.compare(question.id(), question.text());
                        checks++;
                    }
                    return checks;
                })
                .toList();
        long checks =
                Parallel.all(threads, tasks).stream().mapToLong(Long::longValue).sum();
        return checks / ((System.nanoTime() - start) / 1e9);
    }
}
