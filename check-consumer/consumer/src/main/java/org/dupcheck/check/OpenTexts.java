package org.dupcheck.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.Percolator;
import org.dupcheck.engine.Statistics;
import org.dupcheck.store.Store;
import org.dupcheck.store.open.OpenSubmissions;

/**
 * The grams of the open submissions, and the reference documents that their verdicts name, as the database has them. Used
 * by one thread.
 */
final class OpenTexts {
    /** Texts of one transaction. */
    private static final int PORTION = 256;
    /** What is not open any more is forgotten so often. Until then it is asked for in vain. */
    private static final Duration SWEEP = Duration.ofMinutes(5);

    /** Of one whose verdict names a document that has changed. */
    private static final int VERY_LIKELY = 1_000;

    private final Store store;
    private final JsonCodec codec;
    private final Clock clock;
    private final OpenSettings settings;

    private final Percolator<BusinessKey> percolator = new Percolator<>();
    private final Map<BusinessKey, Entry> entries = new HashMap<>();
    private long next;
    private Instant swept = Instant.MIN;

    OpenTexts(Store store, JsonCodec codec, Clock clock, OpenSettings settings) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What is kept of one.
     *
     * @param change of the row that it was read from
     * @param touchedByAll whether every change may touch it: its grams are not kept, or its verdict rests on documents that it
     *     does not name
     */
    private record Entry(long change, boolean touchedByAll, Set<DocumentKey> matched) {}

    /** Reads what changed since the last time. What is committed when this is called is seen. */
    void refresh() {
        Instant now = clock.instant();
        boolean sweep = swept.isBefore(now.minus(SWEEP));
        long from = sweep ? 0 : next;
        OpenSubmissions.Changes changes =
                store.read(tables -> tables.openSubmissions().changed(from, now));
        Map<BusinessKey, Long> unknown = new HashMap<>();
        Set<BusinessKey> open = new HashSet<>();
        for (OpenSubmissions.Seen seen : changes.seen()) {
            open.add(seen.key());
            Entry known = entries.get(seen.key());
            if (known == null || known.change() != seen.change()) {
                unknown.put(seen.key(), seen.change());
            }
        }
        read(unknown);
        next = changes.next();
        if (sweep) {
            Set<BusinessKey> closed = new HashSet<>(entries.keySet());
            closed.removeAll(open);
            closed.forEach(percolator::forget);
            entries.keySet().removeAll(closed);
            swept = now;
        }
    }

    private void read(Map<BusinessKey, Long> changes) {
        List<BusinessKey> keys = List.copyOf(changes.keySet());
        for (int from = 0; from < keys.size(); from += PORTION) {
            List<BusinessKey> portion = keys.subList(from, Math.min(keys.size(), from + PORTION));
            store.run(tables -> tables.openSubmissions()
                    .texts(portion, text -> add(text, Objects.requireNonNull(changes.get(text.key())))));
        }
    }

    private void add(OpenSubmissions.Text text, long change) {
        percolator.forget(text.key());
        boolean watched = percolator.grams() < settings.maxGrams();
        if (watched) {
            percolator.watch(text.key(), EngineTexts.sections(codec, text.sections()));
        }
        entries.put(text.key(), new Entry(change, !watched || text.unnamed(), text.matched()));
    }

    /** How many there are. */
    int size() {
        return entries.size();
    }

    /** Each as likely to change as any other. */
    Map<BusinessKey, Integer> all() {
        Map<BusinessKey, Integer> all = new HashMap<>();
        entries.keySet().forEach(key -> all.put(key, 0));
        return all;
    }

    /**
     * Those whose verdict may change, each with how likely that is.
     *
     * @param changed documents added, changed or removed
     * @param inForce those of them that are in force now
     */
    Map<BusinessKey, Integer> touchedBy(Set<DocumentKey> changed, List<Document> inForce, Statistics statistics) {
        Map<BusinessKey, Integer> touched = new HashMap<>(percolator.touchedBy(inForce, statistics));
        entries.forEach((key, entry) -> {
            if (entry.matched().stream().anyMatch(changed::contains)) {
                touched.put(key, VERY_LIKELY);
            } else if (entry.touchedByAll()) {
                touched.putIfAbsent(key, 0);
            }
        });
        return touched;
    }
}
