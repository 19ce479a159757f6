package org.dupcheck.check.pending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.Store;
import org.dupcheck.store.open.OpenSubmissions;
import org.dupcheck.store.open.OpenSubmissions.Seen;

/**
 * Which open submissions there are, as the database has them: tells what has changed since it was last asked. Used by one
 * thread at a time.
 */
public final class OpenFeed {
    /** What is not open any more is looked for so often. */
    private static final Duration SWEEP = Duration.ofMinutes(5);
    /** Texts of one transaction. */
    private static final int PORTION = 256;

    private final Store store;
    private final Clock clock;
    private final Map<BusinessKey, Seen> known = new HashMap<>();
    private long next;
    private Instant swept = Instant.MIN;

    public OpenFeed(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What has changed.
     *
     * @param version names the state of the open submissions; it grows
     * @param changed those that are new, or whose text or verdict is another one
     * @param closed those that are not open any more; now and then
     * @param reopened of the new ones those that are no news: they were closed for a while, by a policy that was replaced
     */
    public record News(
            long version,
            Instant at,
            boolean isSweep,
            Map<BusinessKey, Seen> changed,
            Set<BusinessKey> closed,
            Set<BusinessKey> reopened) {}

    /** What is committed when this is called is among it. It is told again until it is {@link #taken}. */
    public News news() {
        Instant now = clock.instant();
        boolean sweep = swept.isBefore(now.minus(SWEEP));
        long from = sweep ? 0 : next;
        OpenSubmissions.Changes changes =
                store.read(tables -> tables.openSubmissions().changed(from, now));
        Map<BusinessKey, Seen> changed = new HashMap<>();
        Set<BusinessKey> closed = sweep ? new HashSet<>(known.keySet()) : new HashSet<>();
        Set<BusinessKey> reopened = new HashSet<>();
        for (Seen seen : changes.seen()) {
            closed.remove(seen.key());
            if (!seen.equals(known.get(seen.key()))) {
                changed.put(seen.key(), seen);
                if (seen.change() < next && !known.containsKey(seen.key())) {
                    reopened.add(seen.key());
                }
            }
        }
        return new News(changes.next(), now, sweep, changed, closed, reopened);
    }

    /** Reads texts, as they are now, and hands out those that are still there. */
    public void texts(List<BusinessKey> keys, Consumer<OpenSubmissions.Text> texts) {
        for (int from = 0; from < keys.size(); from += PORTION) {
            List<BusinessKey> portion = keys.subList(from, Math.min(keys.size(), from + PORTION));
            store.run(tables -> tables.openSubmissions().texts(portion, texts));
        }
    }

    /** That news has been dealt with. */
    public void taken(News news) {
        known.putAll(news.changed());
        known.keySet().removeAll(news.closed());
        next = news.version();
        swept = news.isSweep() ? news.at() : swept;
    }
}
