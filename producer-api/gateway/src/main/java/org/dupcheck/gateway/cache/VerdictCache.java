package org.dupcheck.gateway.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.cache.Freshness.Current;
import org.dupcheck.gateway.cache.Freshness.Seen;
import org.dupcheck.gateway.cache.Reading.Source;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.verdicts.VerdictChanges;
import org.dupcheck.store.verdicts.VerdictChanges.Change;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Reads verdicts, from memory where they are there and known to be up to date. Thread-safe.
 *
 * <p>What is promised: an answer shows every change (a new verdict, a deleted one, a change of the reference set) that was
 * committed {@link VerdictCacheSettings#lag} before the request came in, by whichever node; and every one that this gateway
 * was told of by {@link #told}, {@link #forget} or {@link #lookAgain} before. {@link Freshness} holds that. Where the database is away,
 * nothing is answered: nobody could say whether a verdict is still current.
 *
 * <p>How an old value is never kept: whoever loads puts an empty place (a future) into the cache <em>before</em> it asks the
 * database. A change that is committed after the database was asked is told by a look that ends after that, and that look
 * drops the place, filled or not. Who comes later finds no place and loads anew. Those who waited at the dropped place get
 * what was loaded; they came before the look ended, so they are within the promise.
 */
public final class VerdictCache implements AutoCloseable {
    /** Of a future, a node of the cache, strings and records, about. */
    private static final int OVERHEAD_BYTES = 400;

    private static final int BYTES_A_CHARACTER = 2;

    /** This part of the heap may be filled, whatever the settings say: a small node has other needs. */
    private static final int HEAP_SHARE = 8;

    /** This part of the bytes is for the ids by business key. */
    private static final int LATEST_SHARE = 8;

    /** Documents whose newest verdict is loaded again in one turn of the thread: it is to look again soon. */
    private static final int RELOADS_A_TURN = 16;

    private final VerdictQueries queries;
    private final BlockingQueue<BusinessKey> dropped = new ArrayBlockingQueue<>(16 * RELOADS_A_TURN);
    private final boolean on;
    private final Freshness freshness;
    private final AsyncCache<String, Kept> verdicts;
    private final AsyncCache<BusinessKey, Optional<String>> latest;

    /**
     * Starts nothing.
     *
     * @param changes of the same database as {@code queries}
     */
    public VerdictCache(
            VerdictQueries queries, VerdictChanges changes, VerdictCacheSettings settings, MeterRegistry meters) {
        this.queries = queries;
        this.on = settings.on();
        this.freshness = new Freshness(changes, settings.lag(), new Dropping(), meters);
        long bytes = Math.min(settings.maxBytes(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        long latestBytes = bytes / LATEST_SHARE;
        this.verdicts = Caches.bounded(
                bytes - latestBytes,
                (id, kept) -> OVERHEAD_BYTES + BYTES_A_CHARACTER * id.length() + kept.bytes(),
                (id, kept) -> kept.verdict == null,
                settings.unknownFor());
        this.latest = Caches.bounded(
                latestBytes,
                (key, id) -> OVERHEAD_BYTES + bytes(key),
                (key, id) -> id.isEmpty(),
                settings.unknownFor());
        if (on) {
            Caches.gauges(meters, "verdicts", verdicts);
            Caches.gauges(meters, "latest", latest);
        }
    }

    /** Of a request's path, which may be longer than any id that there is. */
    private static int bytes(BusinessKey key) {
        return BYTES_A_CHARACTER
                * (key.businessType().length() + key.businessId().length());
    }

    /**
     * What is kept of an id.
     *
     * @param verdict its {@code changesBehind} is of when it was loaded; null where there is no such verdict
     * @param corpusVersion that the verdict is pinned to
     */
    private record Kept(@Nullable ReadVerdict verdict, long corpusVersion) {
        static final Kept UNKNOWN = new Kept(null, 0);

        static Kept of(StoredVerdict verdict) {
            return new Kept(ReadVerdict.of(verdict), verdict.corpusVersion());
        }

        int bytes() {
            return verdict == null ? 0 : verdict.json().length;
        }
    }

    /** How a value was come by. */
    private enum Way {
        KEPT,
        /** Another thread was loading it. */
        WAITED,
        LOADED
    }

    private record Found(Kept kept, Way way) {}

    /** Starts the thread that follows the database. */
    public void start() {
        if (on) {
            freshness.start();
        }
    }

    /** Broken once that thread has ended; answers are right all the same, and slower. */
    public Health health() {
        return freshness.health();
    }

    /** The verdict of that id. Throws as a read of the database does. */
    public Reading find(String verdictId) {
        if (!on) {
            return direct(queries.find(verdictId), Source.BYPASS);
        }
        Current current = freshness.require(); // first: what is found after it is up to date
        return reading(byId(verdictId), current, () -> queries.find(verdictId));
    }

    /** As {@link VerdictQueries#latest}. Throws as a read of the database does. */
    public Reading latest(BusinessKey key) {
        if (!on) {
            return direct(queries.latest(key), Source.BYPASS);
        }
        Current current = freshness.require();
        CompletableFuture<Optional<String>> place = new CompletableFuture<>();
        CompletableFuture<Optional<String>> known = latest.get(key, (k, executor) -> place);
        if (known == place) {
            return direct(loadLatest(key, current.seen(), place), Source.DATABASE);
        }
        Way way = known.isDone() ? Way.KEPT : Way.WAITED;
        Optional<String> id = Places.joined(known);
        if (id == null) {
            return direct(queries.latest(key), Source.DATABASE);
        }
        String verdictId = id.orElse(null);
        if (verdictId == null) {
            return new Reading(Optional.empty(), source(current, way));
        }
        Found found = byId(verdictId);
        if (found.kept.verdict == null) {
            latest.asMap().remove(key, known); // it has gone since
            return direct(queries.latest(key), Source.DATABASE);
        }
        return reading(found.way == Way.KEPT ? new Found(found.kept, way) : found, current, () -> queries.latest(key));
    }

    /** In one statement both the id and the verdict. */
    private Optional<StoredVerdict> loadLatest(BusinessKey key, Seen seen, CompletableFuture<Optional<String>> place) {
        Optional<StoredVerdict> loaded =
                Places.filled(place, () -> queries.latest(key), found -> found.map(StoredVerdict::verdictId));
        loaded.ifPresent(verdict -> {
            // its place was not taken before it was loaded, as nobody knew the id
            CompletableFuture<Kept> whole = CompletableFuture.completedFuture(Kept.of(verdict));
            freshness.ifNothingDroppedSince(seen, () -> verdicts.asMap().putIfAbsent(verdict.verdictId(), whole));
        });
        return loaded;
    }

    private Found byId(String verdictId) {
        CompletableFuture<Kept> place = new CompletableFuture<>();
        CompletableFuture<Kept> known = verdicts.get(verdictId, (id, executor) -> place);
        if (known != place) {
            Way way = known.isDone() ? Way.KEPT : Way.WAITED;
            Kept kept = Places.joined(known);
            return kept == null ? new Found(loaded(verdictId), Way.LOADED) : new Found(kept, way);
        }
        return new Found(Places.filled(place, () -> loaded(verdictId), kept -> kept), Way.LOADED);
    }

    private Kept loaded(String verdictId) {
        return queries.find(verdictId).map(Kept::of).orElse(Kept.UNKNOWN);
    }

    private static Reading direct(Optional<StoredVerdict> verdict, Source source) {
        return new Reading(verdict.map(ReadVerdict::of), source);
    }

    private static Source source(Current current, Way way) {
        if (way != Way.KEPT) {
            return Source.DATABASE;
        }
        return current.asked() ? Source.REVALIDATED : Source.CACHE;
    }

    /** @param ask for a verdict of a corpus version that is not known here yet, or that was set back by hand */
    private static Reading reading(Found found, Current current, Supplier<Optional<StoredVerdict>> ask) {
        ReadVerdict verdict = found.kept.verdict;
        if (verdict == null || found.way == Way.LOADED) {
            return new Reading(Optional.ofNullable(verdict), source(current, found.way));
        }
        long behind = current.seen().look().corpusVersion() - found.kept.corpusVersion;
        if (behind < 0) {
            return direct(ask.get(), Source.DATABASE);
        }
        return new Reading(Optional.of(verdict.with(behind)), source(current, found.way));
    }

    /** Somebody is told that this verdict is the document's, as the database says: no reader gets an older one after it. */
    public void told(BusinessKey key, String verdictId) {
        CompletableFuture<Optional<String>> newest = latest.getIfPresent(key);
        if (newest != null
                && !Places.holds(newest, id -> id.filter(verdictId::equals).isPresent())) {
            latest.asMap().remove(key, newest);
        }
        CompletableFuture<Kept> kept = verdicts.getIfPresent(verdictId);
        if (kept != null && !Places.holds(kept, found -> found.verdict != null)) {
            verdicts.asMap().remove(verdictId, kept);
        }
    }

    /** Somebody is told of the document's verdict: no reader of {@link #latest} gets an older one after it. */
    public void forget(BusinessKey key) {
        latest.asMap().remove(key);
    }

    /** Somebody is told of the reference set's state: the next reader has the database asked what has changed. */
    public void lookAgain() {
        freshness.lookAgain();
    }

    @Override
    public void close() {
        freshness.close();
    }

    private final class Dropping implements Freshness.Keeper {
        @Override
        public void forget(List<Change> changed) {
            for (Change change : changed) {
                verdicts.asMap().remove(change.verdictId());
                if (latest.asMap().remove(change.key()) != null) {
                    var unused = dropped.offer(change.key()); // where there is no room, the next reader loads it
                }
            }
        }

        @Override
        public void forgetAll() {
            verdicts.asMap().clear();
            latest.asMap().clear();
        }

        /** What somebody asked for lately is likely to be asked for again: it is loaded before that. */
        @Override
        public void looked(Seen seen) {
            for (int i = 0; i < RELOADS_A_TURN; i++) {
                BusinessKey key = dropped.poll();
                if (key == null) {
                    return;
                }
                CompletableFuture<Optional<String>> place = new CompletableFuture<>();
                if (latest.get(key, (k, executor) -> place) == place) {
                    var unused = loadLatest(key, seen, place);
                }
            }
        }
    }
}
