package org.dupcheck.check.recheck;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dupcheck.check.pending.OpenFeed;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.references.EngineTexts;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.Percolator;
import org.dupcheck.engine.Statistics;
import org.dupcheck.store.Store;
import org.dupcheck.store.open.OpenSubmissions;
import org.dupcheck.store.open.RecheckRequests;

/**
 * The grams of the open submissions, and the reference documents that their verdicts name, as the database has them. Used
 * by one thread.
 */
final class OpenTexts {
    /** Of one whose verdict names a document that has changed: as likely as can be told. */
    /** Of one that shares so many with a changed document. */
    private static final int LIKELY_GRAMS = 3;

    private final OpenFeed feed;
    private final JsonCodec codec;
    private final OpenSettings settings;

    private final Percolator<BusinessKey> percolator = new Percolator<>();
    private final Map<BusinessKey, Entry> entries = new HashMap<>();

    OpenTexts(Store store, JsonCodec codec, Clock clock, OpenSettings settings) {
        this.feed = new OpenFeed(store, clock);
        this.codec = codec;
        this.settings = settings;
    }

    /**
     * What is kept of one.
     *
     * @param touchedByAll whether every change may touch it: its grams are not kept, or its verdict rests on documents that it
     *     does not name
     */
    private record Entry(boolean touchedByAll, Set<DocumentKey> matched) {}

    /**
     * Reads what changed since the last time. What is committed when this is called is seen.
     *
     * @param reopened gets those that no change was held against for a while
     */
    void refresh(Consumer<Map<BusinessKey, Integer>> reopened) {
        OpenFeed.News news = feed.news();
        if (!news.reopened().isEmpty()) {
            reopened.accept(asLikelyAsAny(news.reopened()));
        }
        feed.texts(List.copyOf(news.changed().keySet()), this::add);
        news.closed().forEach(percolator::forget);
        entries.keySet().removeAll(news.closed());
        feed.taken(news);
    }

    private void add(OpenSubmissions.Text text) {
        percolator.forget(text.key());
        boolean watched = percolator.grams() < settings.maxGrams();
        if (watched) {
            percolator.watch(text.key(), EngineTexts.sections(codec, text.sections()));
        }
        entries.put(text.key(), new Entry(!watched || text.unnamed(), text.matched()));
    }

    /** How many there are. */
    int size() {
        return entries.size();
    }

    /** Each as likely to change as any other. */
    Map<BusinessKey, Integer> all() {
        return asLikelyAsAny(entries.keySet());
    }

    private static Map<BusinessKey, Integer> asLikelyAsAny(Set<BusinessKey> keys) {
        Map<BusinessKey, Integer> all = new HashMap<>();
        keys.forEach(key -> all.put(key, 0));
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
        touched.replaceAll((key, shared) -> likelihood(shared));
        entries.forEach((key, entry) -> {
            if (entry.matched().stream().anyMatch(changed::contains)) {
                touched.put(key, RecheckRequests.VERY_LIKELY);
            } else if (entry.touchedByAll()) {
                touched.putIfAbsent(key, 0);
            }
        });
        return touched;
    }

    /**
     * Many share one or two grams by chance, and must not hold up those with a passage. Of real texts that matched a document,
     * 479 of 482 shared three or more with it; of those that did not, 1 in 370.
     */
    private static int likelihood(int shared) {
        return shared < LIKELY_GRAMS
                ? shared
                : (int) Math.min(RecheckRequests.VERY_LIKELY, Math.max(RecheckRequests.LIKELY, (long) shared * shared));
    }
}
