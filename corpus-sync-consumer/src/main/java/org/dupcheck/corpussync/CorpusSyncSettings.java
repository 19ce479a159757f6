package org.dupcheck.corpussync;

import java.time.Duration;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.settings.Require;
import org.dupcheck.store.Purge;

/**
 * The settings of the corpus-sync role.
 *
 * @param groupId Kafka consumer group
 * @param consume bounds of the consume loop; {@code maxBatch} is the most events in one transaction
 * @param maxTransactionBytes the most bytes of events in one transaction, at least 1; an event that is larger goes alone
 * @param replacedTexts how long texts are kept that are no longer in force, at least 1 ms
 * @param retentionInterval how often those are looked for whose time is up, at least 1 ms
 */
public record CorpusSyncSettings(
        String groupId,
        ConsumeSettings consume,
        int maxTransactionBytes,
        Duration replacedTexts,
        Duration retentionInterval) {
    public static final String DEFAULT_GROUP_ID = "dupcheck-corpus-sync";

    /**
     * Two workers: one reads and hashes its events while the other one's transaction holds the lock that all changes of
     * the reference set take. More would only wait.
     */
    public static final int DEFAULT_WORKERS = 2;

    /** Events in one transaction. */
    public static final int DEFAULT_MAX_BATCH = 500;

    /** Events polled and not yet applied. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 2_000;

    /** Bytes of events in one transaction: 16 MiB. */
    public static final int DEFAULT_MAX_TRANSACTION_BYTES = 16 << 20;

    /** Five years: verdicts point into replaced texts, and whoever is shown a verdict wants to see them. */
    public static final Duration DEFAULT_REPLACED_TEXTS = Duration.ofDays(1_825);

    public CorpusSyncSettings {
        Require.aMillisecond(replacedTexts, "replacedTexts");
        Require.aMillisecond(retentionInterval, "retentionInterval");
        if (maxTransactionBytes < 1) {
            throw new IllegalArgumentException(
                    "maxTransactionBytes is " + maxTransactionBytes + ", must be at least 1");
        }
    }

    public static CorpusSyncSettings defaults() {
        return new CorpusSyncSettings(
                DEFAULT_GROUP_ID,
                new ConsumeSettings(
                        DEFAULT_WORKERS,
                        DEFAULT_MAX_IN_FLIGHT,
                        DEFAULT_MAX_BATCH,
                        RetryPolicy.DEFAULT,
                        Duration.ofSeconds(10)),
                DEFAULT_MAX_TRANSACTION_BYTES,
                DEFAULT_REPLACED_TEXTS,
                Purge.DEFAULT_INTERVAL);
    }
}
