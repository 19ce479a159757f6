package org.dupcheck.check.references;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.CorpusStatisticsTable.Name;
import org.dupcheck.store.references.CorpusStatisticsTable.Stored;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statistics that checks use. They stand still for an epoch: until the reference set has changed by a share of its
 * documents. Then the node that sees it first takes them anew and stores them, and all nodes use these. So within an epoch
 * a change of one document moves no figure of another, and every node gives the same figures, also after a restart. A new
 * epoch has all open submissions checked again.
 * Thread-safe.
 */
public final class StatisticsEpochs {
    private static final Logger LOG = LoggerFactory.getLogger(StatisticsEpochs.class);

    private static final int PART_BYTES = 1 << 20;
    /** Up to so many documents a check takes statistics that are due by itself: that costs it some tens of milliseconds. */
    private static final int MAX_DOCUMENTS_OF_A_CHECK = 500;
    /** How long statistics of a version of the engine are kept that may no longer be in use. */
    private static final Duration KEPT_OF_OTHERS = Duration.ofDays(30);

    private final Store store;
    private final Clock clock;
    private final String engineVersion;
    private final double share;

    private final ReentrantLock renewing = new ReentrantLock();

    private volatile Epoch current = new Epoch(null, Statistics.NONE);

    /** @param share of the documents in force that may have changed before the statistics are taken anew, more than 0 */
    public StatisticsEpochs(Database database, Clock clock, String engineVersion, double share) {
        this.store = Store.on(database);
        this.clock = clock;
        this.engineVersion = engineVersion;
        this.share = share;
    }

    /** @param name null while there are none in the database */
    private record Epoch(@Nullable Name name, Statistics statistics) {
        boolean isNamed(@Nullable String token) {
            return Objects.equals(token, name == null ? null : name.token());
        }
    }

    /**
     * The statistics for a check of that view. While the reference set is small, a check takes them itself where they are
     * due. So all checks at one corpus version have the same, and an unchanged text is not scanned again only because new
     * ones came a moment later. While it is large, no check waits for them.
     *
     * @param token of those that the check began with; null: none were stored yet
     * @throws org.dupcheck.runtime.failure.RetryLaterException where they are not known yet and the database is away
     */
    public Statistics forCheck(@Nullable String token, ReferenceIndex.View view) {
        Statistics begunWith = named(token);
        if (view.documentCount() > MAX_DOCUMENTS_OF_A_CHECK || !isDue(view, begunWith)) {
            return begunWith;
        }
        renewIfDue(view);
        return newest().statistics();
    }

    /**
     * The statistics of that name; where these have been replaced meanwhile, the newest ones.
     *
     * @param token null: none are stored yet
     * @throws org.dupcheck.runtime.failure.RetryLaterException where they are not known yet and the database is away
     */
    Statistics named(@Nullable String token) {
        Epoch known = current;
        return known.isNamed(token) ? known.statistics() : newest().statistics();
    }

    /** The newest ones. */
    public Statistics inForce() {
        return newest().statistics();
    }

    /** Those of the database, read where they are not known. */
    private synchronized Epoch newest() {
        Optional<Name> name = store.read(tables -> tables.corpusStatistics().newest(engineVersion));
        if (!current.isNamed(name.map(Name::token).orElse(null))) {
            current = store.read(tables -> tables.corpusStatistics().read(engineVersion))
                    .map(StatisticsEpochs::read)
                    .orElse(new Epoch(null, Statistics.NONE));
        }
        return current;
    }

    /** Damaged ones are as good as none: the next ones replace them. */
    private static Epoch read(Stored stored) {
        try {
            return new Epoch(stored.name(), Statistics.read(inflated(stored.parts())));
        } catch (IllegalArgumentException | IOException e) {
            LOG.error(
                    "the stored statistics of corpus version {} cannot be read: {}",
                    stored.name().version(),
                    e.toString());
            return new Epoch(stored.name(), Statistics.NONE);
        }
    }

    /**
     * Takes the statistics anew where the reference set has changed enough. The work of that grows with the reference set;
     * checks go on meanwhile.
     *
     * @return whether it did
     */
    public boolean renewIfDue(ReferenceIndex.View view) {
        if (!isDue(view, current.statistics())) {
            return false;
        }
        renewing.lock(); // of several threads one does the work
        try {
            return isDue(view, newest().statistics()) && renew(view);
        } finally {
            renewing.unlock();
        }
    }

    private boolean renew(ReferenceIndex.View view) {
        Name known = current.name();
        Statistics taken = view.statistics();
        List<byte[]> parts = deflated(taken);
        Optional<Name> stored = store.inTransaction(tables -> {
            tables.corpusStatistics()
                    .deleteOfOthers(engineVersion, clock.instant().minus(KEPT_OF_OTHERS));
            Optional<Name> replaced = tables.corpusStatistics()
                    .replace(engineVersion, known, taken.corpusVersion(), parts, clock.instant());
            // in the same transaction: what an open verdict says is what a check would say, also across an epoch
            replaced.ifPresent(name -> tables.recheckRequests().ofAll(clock.instant()));
            return replaced;
        });
        stored.ifPresent(name -> {
            synchronized (this) {
                current = new Epoch(name, taken);
            }
            // once more when all can see the new ones: a check may have ended meanwhile that still saw the old ones
            store.run(tables -> tables.recheckRequests().ofAll(clock.instant()));
            LOG.info("statistics taken at corpus version {}, of {} documents", name.version(), view.documentCount());
        });
        return stored.isPresent();
    }

    /** By corpus versions, each of which is one change. Another node may be ahead. */
    private boolean isDue(ReferenceIndex.View view, Statistics statistics) {
        long changes = view.corpusVersion() - statistics.corpusVersion();
        return changes >= Math.max(1, share * view.documentCount());
    }

    private static List<byte[]> deflated(Statistics statistics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            statistics.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not to memory
        } finally {
            deflater.end();
        }
        byte[] all = bytes.toByteArray();
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < all.length; from += PART_BYTES) {
            parts.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + PART_BYTES)));
        }
        return parts;
    }

    private static byte[] inflated(List<byte[]> parts) throws IOException {
        List<ByteArrayInputStream> streams =
                parts.stream().map(ByteArrayInputStream::new).toList();
        try (InflaterInputStream in =
                new InflaterInputStream(new SequenceInputStream(Collections.enumeration(streams)))) {
            return in.readAllBytes();
        }
    }
}
