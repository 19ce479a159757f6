package org.dupcheck.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.TemporaryFolder;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;

/** The engine as its reference set grows tenfold and tenfold again, on generated documents of 3,000 characters. */
final class Growth {
    private static final int SMALLEST = 10_000;
    private static final int QUESTIONS = 300;
    private static final int WARM = 60;
    private static final Duration SETTLE = Duration.ofMinutes(3);
    private static final int SETTLED_LOOKS = 5;
    private static final int LOOK_MILLIS = 200;
    /** Share of one processor. */
    private static final double IDLE = .3;

    private final long seed;
    private final MemorySpeed memory;
    private final Duration time;

    /**
     * What was measured at one size.
     *
     * @param pages of the index
     * @param documentsPerSecond added since the size before, of the time spent adding
     * @param bytesPerCharacter of live heap and mapped memory, index and text, by a character of the documents
     * @param lookupMillis what one read of memory for each gram of a submission and each page takes, one after the other
     * @param recall share of the planted passages whose document came among the first
     */
    record Size(
            int documents,
            double p50Millis,
            double p99Millis,
            int pages,
            double documentsPerSecond,
            double bytesPerCharacter,
            double lookupMillis,
            double recall) {}

    /** All sizes, and the restart of the largest. */
    record Result(List<Size> sizes, Restart restart) {}

    /** Says whether there is time to add so many documents at so many a second; zero if that is not known yet. */
    interface Budget {
        boolean allows(int documents, double documentsPerSecond);
    }

    Growth(long seed, MemorySpeed memory, Duration time) {
        this.seed = seed;
        this.memory = memory;
        this.time = time;
    }

    /** Powers of ten from 10,000 on, and the largest size itself. */
    static List<Integer> sizes(int largest) {
        List<Integer> sizes = new ArrayList<>();
        for (long size = SMALLEST; size < largest; size *= 10) {
            sizes.add((int) size);
        }
        sizes.add(largest);
        return sizes;
    }

    /** @param wanted ascending */
    Result measure(List<Integer> wanted, Budget budget) {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            List<Size> sizes = new ArrayList<>();
            Restart.Saved saved = grow(wanted, budget, folder.path(), sizes);
            return new Result(sizes, saved.open());
        }
    }

    /** In a method of its own, so that the index in memory can be collected before it is opened again. */
    private Restart.Saved grow(List<Integer> wanted, Budget budget, Path folder, List<Size> sizes) {
        Footprint before = Footprint.now();
        ReferenceIndex opened = ReferenceIndex.open(folder, EngineSettings.defaults());
        Grown grown = new Grown(new EngineIndex(opened), before);
        double rate = 0;
        for (int size : wanted) {
            if (!budget.allows(size - grown.documents, rate)) {
                break;
            }
            rate = grown.addUntil(size);
            sizes.add(grown.measure(rate));
        }
        return Restart.save(opened, folder);
    }

    /** The growing index. For one thread. */
    private final class Grown {
        private final EngineIndex index;
        private final Footprint before;
        private final GeneratedTexts texts = new GeneratedTexts(seed);
        private final Material.Planting planting = new Material.Planting(seed);
        private int documents;
        private long characters;

        Grown(EngineIndex index, Footprint before) {
            this.index = index;
            this.before = before;
        }

        double addUntil(int size) {
            int first = documents;
            long nanos = index.applyNanos();
            while (documents < size) {
                String text = texts.next(Material.CHARACTERS);
                planting.offer("g" + documents, text);
                index.add("g" + documents, text);
                characters += text.length();
                documents++;
            }
            index.ready();
            double rate = (documents - first) / ((index.applyNanos() - nanos) / 1e9);
            settle();
            return rate;
        }

        /** Waits until merges in the background have ended: this process has next to nothing to do. */
        private void settle() {
            long end = System.nanoTime() + SETTLE.toNanos();
            int idle = 0;
            while (idle < SETTLED_LOOKS && System.nanoTime() < end) {
                long start = System.nanoTime();
                long used = processNanos();
                Waiting.pause(LOOK_MILLIS);
                double busy = (processNanos() - used) / (double) (System.nanoTime() - start);
                idle = busy < IDLE ? idle + 1 : 0;
            }
        }

        /** That all threads have had a processor; 0 where the JVM does not say, and then nothing is waited for. */
        private static long processNanos() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? system.getProcessCpuTime()
                    : 0;
        }

        Size measure(double rate) {
            List<Question> questions = planting.questions(QUESTIONS);
            SideBySide.warm(index, questions.subList(0, Math.min(WARM, questions.size())), time);
            Timings timings = new Timings();
            Recall recall = new Recall();
            long tokens = 0;
            long end = System.nanoTime() + time.toNanos();
            for (Question question : questions) {
                long start = System.nanoTime();
                Comparison comparison = index.compare(question.id(), question.text());
                timings.add(System.nanoTime() - start);
                tokens += comparison.tokens();
                recall.add(question, comparison);
                if (System.nanoTime() > end) {
                    break;
                }
            }
            int pages = index.index().view().pageCount();
            double grams = tokens / (double) timings.count();
            return new Size(
                    documents,
                    timings.p50(),
                    timings.p99(),
                    pages,
                    rate,
                    Footprint.now().since(before) / (double) characters,
                    grams * pages * memory.latencyNanos() / TimeUnit.MILLISECONDS.toNanos(1),
                    recall.share());
        }
    }
}
