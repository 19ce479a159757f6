package org.dupcheck.bench.engine;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a reference set that is in use.
 *
 * @param single from a single change until a check sees it; every third one deletes
 * @param quietView the longest time that taking a view took a reader, in milliseconds, with nothing else going on
 * @param busyView the same while changes and merges went on
 * @param quietCheck the longest check of a short text, in milliseconds, with nothing else going on
 * @param busyCheck the same while changes and merges went on: waiting for a core and the collector's pauses are in it
 * @param busyStall how much later than asked a thread that only slept woke meanwhile, at worst: what the machine and the
 *     JVM did by themselves
 * @param collecting what the collector took meanwhile in all, in milliseconds
 * @param changes documents that were changed meanwhile
 */
record ChangeTimes(
        Timings single,
        double quietView,
        double busyView,
        double quietCheck,
        double busyCheck,
        double busyStall,
        long collecting,
        long changes) {
    private static final int SINGLES = 300;
    private static final int BATCH = 200;
    private static final int PASSAGE = 200;
    private static final String PREFIX = "change-";

    /** @param time that each of the measurements may take */
    static ChangeTimes measure(EngineIndex index, long seed, Duration time) {
        Writer writer = new Writer(index, seed);
        Timings single = singles(index, writer, time);
        Reader quiet = new Reader(index, seed, new AtomicBoolean(), time);
        quiet.call();
        AtomicBoolean done = new AtomicBoolean();
        Reader busy = new Reader(index, seed, done, time.multipliedBy(2));
        Stall stall = new Stall(done, time.multipliedBy(2));
        Callable<Long> writing = () -> {
            try {
                return writer.write(time);
            } finally {
                done.set(true);
            }
        };
        long collected = collectorMillis();
        long changes = Parallel.all(3, List.of(writing, busy, stall)).get(0);
        return new ChangeTimes(
                single,
                millis(quiet.longestView),
                millis(busy.longestView),
                millis(quiet.longestCheck),
                millis(busy.longestCheck),
                millis(stall.longest),
                collectorMillis() - collected,
                changes);
    }

    private static long collectorMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static Timings singles(EngineIndex index, Writer writer, Duration time) {
        Timings timings = new Timings();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < SINGLES && System.nanoTime() < end; i++) {
            Change change = writer.next();
            long start = System.nanoTime();
            index.apply(List.of(change));
            var view = index.index().view();
            timings.add(System.nanoTime() - start);
            // outside the time: it has to be true, and the check is another figure
            require(change, index.compare(view, EngineIndex.submission("reader", writer.passageOf(change))));
        }
        return timings;
    }

    private static void require(Change change, Comparison comparison) {
        Document.Id id = change.id();
        boolean seen =
                comparison.matches().stream().anyMatch(match -> match.document().equals(id));
        if (seen != change instanceof Change.Put) {
            throw new BenchException("a change of " + id + " was not seen by the check after it");
        }
    }

    /** Adds and deletes documents. For one thread. */
    private static final class Writer {
        private final EngineIndex index;
        private final GeneratedTexts texts;
        private final List<Document> present = new ArrayList<>();
        private @Nullable Document last;
        private int made;

        Writer(EngineIndex index, long seed) {
            this.index = index;
            texts = new GeneratedTexts(seed + 2);
        }

        /** Two documents come, and one of them goes. */
        Change next() {
            if (made % 3 == 2) {
                made++;
                last = present.remove(present.size() / 2);
                return new Change.Remove(last.id());
            }
            last = EngineIndex.reference(PREFIX + made++, texts.next(Material.CHARACTERS));
            present.add(last);
            return new Change.Put(last);
        }

        /** Of the document of the last change. */
        String passageOf(Change change) {
            Document document = last;
            if (document == null || !document.id().equals(change.id())) {
                throw new IllegalArgumentException("not the last change");
            }
            return document.sections().get(0).text().substring(0, PASSAGE);
        }

        /** Single changes and batches in turn, one after the other. */
        long write(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            long changes = 0;
            while (System.nanoTime() < end) {
                List<Change> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(next());
                }
                index.apply(batch);
                index.apply(List.of(next()));
                changes += BATCH + 1;
            }
            return changes;
        }
    }

    /** Checks one after the other until told to stop, and remembers the longest. */
    private static final class Reader implements Callable<Long> {
        private static final int CHARACTERS = 300;
        private static final int TEXTS = 64;
        private static final int WARM = 200;

        private final EngineIndex index;
        private final List<Document> submissions = new ArrayList<>();
        private final AtomicBoolean done;
        private final Duration most;
        private long longestView;
        private long longestCheck;

        Reader(EngineIndex index, long seed, AtomicBoolean done, Duration most) {
            this.index = index;
            this.done = done;
            this.most = most;
            GeneratedTexts texts = new GeneratedTexts(seed + 3);
            for (int i = 0; i < TEXTS; i++) {
                submissions.add(EngineIndex.submission("reader", texts.next(CHARACTERS)));
            }
            for (int i = 0; i < WARM; i++) {
                index.compare(index.index().view(), submissions.get(i % TEXTS));
            }
        }

        @Override
        public Long call() {
            long end = System.nanoTime() + most.toNanos();
            long checks = 0;
            while (!done.get() && System.nanoTime() < end) {
                long start = System.nanoTime();
                var view = index.index().view();
                long viewed = System.nanoTime();
                index.compare(view, submissions.get((int) (checks % TEXTS)));
                longestView = Math.max(longestView, viewed - start);
                longestCheck = Math.max(longestCheck, System.nanoTime() - viewed);
                checks++;
            }
            return checks;
        }
    }

    /** Sleeps a millisecond at a time and remembers by how much it overslept. */
    private static final class Stall implements Callable<Long> {
        private final AtomicBoolean done;
        private final Duration most;
        private long longest;

        Stall(AtomicBoolean done, Duration most) {
            this.done = done;
            this.most = most;
        }

        @Override
        public Long call() throws InterruptedException {
            long end = System.nanoTime() + most.toNanos();
            while (!done.get() && System.nanoTime() < end) {
                long start = System.nanoTime();
                Thread.sleep(1);
                longest = Math.max(longest, System.nanoTime() - start - 1_000_000);
            }
            return longest;
        }
    }
}
