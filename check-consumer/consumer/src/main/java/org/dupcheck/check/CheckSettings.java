package org.dupcheck.check;

import java.nio.file.Path;
import java.time.Duration;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.verdict.VerdictSettings;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.settings.Require;
import org.jspecify.annotations.Nullable;

/**
 * The bounds and choices of the check role.
 *
 * @param consume workers, records in flight, retries of submissions; {@code maxBatch} plays no part
 * @param preCheckConsume the same for pre-checks, which have threads of their own: they delay no submission
 * @param verdict those that decide what a verdict says
 * @param progressInterval the shortest time between two writes of {@code pages_done}, 0 or more
 * @param corpusPollInterval how often the reference set is brought up to date while no check asks for it, at least 1 ms
 * @param corpusChunkDocuments reference documents read and indexed at once, at least 1
 * @param open how verdicts of open submissions are kept true
 * @param retention how long what was checked is kept
 * @param indexDirectory where the reference index outlives the process, for this process alone; null: nowhere, it is read
 *     from the database at each start
 * @param indexSaveInterval how often it is kept there while the reference set changes, at least 1 ms
 * @param pagePause between two pages of a scan, 0 or more: leaves the machine to others at the price of slower checks
 */
public record CheckSettings(
        ConsumeSettings consume,
        ConsumeSettings preCheckConsume,
        VerdictSettings verdict,
        Duration progressInterval,
        Duration corpusPollInterval,
        int corpusChunkDocuments,
        OpenSettings open,
        Retention retention,
        @Nullable Path indexDirectory,
        Duration indexSaveInterval,
        Duration pagePause) {

    /** Most of a check is waiting for the database's and the broker's disks, so workers outnumber the cores. */
    public static final int DEFAULT_WORKERS = 8;

    public static final int DEFAULT_PRE_CHECK_WORKERS = 4;
    public static final int DEFAULT_MAX_IN_FLIGHT = 1_000;
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_PROGRESS_INTERVAL = Duration.ofMillis(250);
    public static final Duration DEFAULT_CORPUS_POLL_INTERVAL = Duration.ofMillis(200);
    public static final int DEFAULT_CORPUS_CHUNK_DOCUMENTS = 256;
    public static final Duration DEFAULT_INDEX_SAVE_INTERVAL = Duration.ofMinutes(5);
    public static final Duration DEFAULT_PAGE_PAUSE = Duration.ZERO;

    /**
     * How long what was checked is kept.
     *
     * @param texts submitted texts and the applicant's data, more than 0
     * @param preChecks pre-checks with their texts and verdicts, more than 0
     * @param interval how often expired ones are looked for, at least 1 ms
     */
    public record Retention(Duration texts, Duration preChecks, Duration interval) {
        public static final Retention DEFAULT =
                new Retention(Duration.ofDays(180), Duration.ofDays(7), Duration.ofHours(1));

        public Retention {
            Require.that(texts.compareTo(Duration.ZERO) > 0, "texts: more than 0 expected");
            Require.that(preChecks.compareTo(Duration.ZERO) > 0, "preChecks: more than 0 expected");
            Require.that(interval.toMillis() >= 1, "interval: at least 1 ms expected");
        }
    }

    public CheckSettings {
        Require.that(!progressInterval.isNegative(), "progressInterval: 0 or more expected");
        Require.that(corpusPollInterval.toMillis() >= 1, "corpusPollInterval: at least 1 ms expected");
        Require.that(corpusChunkDocuments >= 1, "corpusChunkDocuments: at least 1 expected");
        Require.that(indexSaveInterval.toMillis() >= 1, "indexSaveInterval: at least 1 ms expected");
        Require.that(!pagePause.isNegative(), "pagePause: 0 or more expected");
    }

    public static CheckSettings defaults() {
        return new CheckSettings(
                consumeDefaults(DEFAULT_WORKERS),
                consumeDefaults(DEFAULT_PRE_CHECK_WORKERS),
                VerdictSettings.defaults(),
                DEFAULT_PROGRESS_INTERVAL,
                DEFAULT_CORPUS_POLL_INTERVAL,
                DEFAULT_CORPUS_CHUNK_DOCUMENTS,
                OpenSettings.DEFAULT,
                Retention.DEFAULT,
                null,
                DEFAULT_INDEX_SAVE_INTERVAL,
                DEFAULT_PAGE_PAUSE);
    }

    private static ConsumeSettings consumeDefaults(int workers) {
        return new ConsumeSettings(workers, DEFAULT_MAX_IN_FLIGHT, 1, RetryPolicy.DEFAULT, DEFAULT_DRAIN_TIMEOUT);
    }

    public CheckSettings withConsume(ConsumeSettings other) {
        return new CheckSettings(
                other,
                preCheckConsume,
                verdict,
                progressInterval,
                corpusPollInterval,
                corpusChunkDocuments,
                open,
                retention,
                indexDirectory,
                indexSaveInterval,
                pagePause);
    }

    public CheckSettings withIndexDirectory(Path directory) {
        return new CheckSettings(
                consume,
                preCheckConsume,
                verdict,
                progressInterval,
                corpusPollInterval,
                corpusChunkDocuments,
                open,
                retention,
                directory,
                indexSaveInterval,
                pagePause);
    }
}
