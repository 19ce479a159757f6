package org.dupcheck.bench.reads;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.reads.ReadClient.Answer;

/** Reviewers who read, and nodes that write: a number of threads, each of which asks when it has its last answer. */
final class ReadLoad {
    /** Of the reads, those by business key; the others are by the id of the newest verdict. */
    private static final double BY_KEY = 0.5;

    private final ReadClient client;
    private final String databaseUrl;
    private final int threads;
    private final double writes;

    /** @param writes their share of all operations, from 0 on to less than 1 */
    ReadLoad(ReadClient client, String databaseUrl, int threads, double writes) {
        this.client = client;
        this.databaseUrl = databaseUrl;
        this.threads = threads;
        this.writes = writes;
    }

    /** What a run came to. */
    static final class Outcome {
        final Timings all = new Timings();
        final Timings hits = new Timings();
        final Timings misses = new Timings();
        private final List<Long> staleNanos = new ArrayList<>();
        private final BitSet asked = new BitSet();
        private long written;
        private double seconds;

        private synchronized void add(int document, Answer answer, long staleFor) {
            all.add(answer.nanos());
            (answer.hit() ? hits : misses).add(answer.nanos());
            asked.set(document);
            if (staleFor > 0) {
                staleNanos.add(staleFor);
            }
        }

        private synchronized void wrote() {
            written++;
        }

        double hitRate() {
            return hits.count() / (double) all.count();
        }

        /** What a cache without bound, empty at the start and without writes, would have come to. */
        synchronized double bestFromEmpty() {
            return 1 - asked.cardinality() / (double) all.count();
        }

        synchronized long written() {
            return written;
        }

        /** Answers that were older than a verdict committed before the request was sent. */
        synchronized long stale() {
            return staleNanos.size();
        }

        synchronized double longestStaleMillis() {
            return staleNanos.stream().mapToLong(nanos -> nanos).max().orElse(0) / 1e6;
        }

        synchronized long staleBeyond(long nanos) {
            return staleNanos.stream().filter(stale -> stale > nanos).count();
        }

        double readsPerSecond() {
            return all.count() / seconds;
        }
    }

    /** @param operations reads and writes together */
    Outcome run(Documents documents, Zipf zipf, int operations, long seed) {
        Outcome outcome = new Outcome();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int share = operations / threads;
            Random random = new Random(seed + thread);
            tasks.add(() -> work(documents, zipf, share, random, outcome));
        }
        long start = System.nanoTime();
        Parallel.all(threads, tasks);
        outcome.seconds = (System.nanoTime() - start) / 1e9;
        return outcome;
    }

    private boolean work(Documents documents, Zipf zipf, int operations, Random random, Outcome outcome) {
        try (StoredVerdicts table = new StoredVerdicts(databaseUrl)) {
            for (int i = 0; i < operations; i++) {
                int document = zipf.next(random);
                if (random.nextDouble() < writes) {
                    documents.write(document, table);
                    outcome.wrote();
                } else {
                    read(documents, document, random.nextDouble() < BY_KEY, outcome);
                }
            }
        }
        return true;
    }

    private void read(Documents documents, int document, boolean byKey, Outcome outcome) {
        Documents.Committed newest = documents.newest(document);
        long sent = System.nanoTime();
        Answer answer = byKey
                ? client.latest(documents.key(document))
                : client.byId(StoredVerdicts.id(documents.key(document), newest.revision()));
        outcome.add(document, answer, newest.staleness(answer.revision(), sent));
    }
}
