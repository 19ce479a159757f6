package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.decimal;
import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;

import java.nio.file.Path;
import java.time.Duration;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.verdict.ConfirmationSettings;
import org.dupcheck.check.verdict.VerdictSettings;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of the check role. */
final class CheckRoleSettings {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private CheckRoleSettings() {}

    static CheckSettings read(SettingsReader in, ConsumerSettings consuming, Path index) {
        CheckSettings defaults = CheckSettings.defaults();
        int workers = in.read(
                "dupcheck.check.workers", defaults.consume().workers(), integer(1, 1_000, "threads"), "that check");
        int preCheckWorkers = in.read(
                "dupcheck.check.pre-check-workers",
                defaults.preCheckConsume().workers(),
                integer(1, 1_000, "threads"),
                "that work on pre-checks, besides those that check submissions");
        int maxInFlight = in.read(
                "dupcheck.check.max-in-flight",
                defaults.consume().maxInFlight(),
                integer(1, 100_000, "submissions"),
                "fetched and not yet checked");
        return new CheckSettings(
                consuming.with(workers, maxInFlight, 1),
                consuming.with(preCheckWorkers, maxInFlight, 1),
                verdict(in, defaults.verdict()),
                in.read(
                        "dupcheck.check.progress-interval",
                        defaults.progressInterval(),
                        duration(Duration.ZERO, HOUR),
                        "the shortest between two writes of a check's progress"),
                in.read(
                        "dupcheck.check.corpus-poll-interval",
                        defaults.corpusPollInterval(),
                        duration(MILLI, HOUR),
                        "how often an idle node looks for changes of the reference set"),
                in.read(
                        "dupcheck.check.corpus-chunk-documents",
                        defaults.corpusChunkDocuments(),
                        integer(1, 100_000, "documents"),
                        "read and indexed at once"),
                open(in, defaults.open()),
                retention(in, defaults.retention(), consuming.retentionInterval()),
                index,
                in.read(
                        "dupcheck.check.index-save-interval",
                        defaults.indexSaveInterval(),
                        duration(SECOND, DAY),
                        "how often the reference index is kept in the data folder while it changes"),
                in.read(
                        "dupcheck.check.page-pause",
                        defaults.pagePause(),
                        duration(Duration.ZERO, MINUTE),
                        "between two pages of a scan, to leave the machine to others"));
    }

    private static VerdictSettings verdict(SettingsReader in, VerdictSettings defaults) {
        return new VerdictSettings(
                engine(in, defaults.engine()),
                in.read(
                        "dupcheck.check.statistics-share",
                        defaults.statisticsShare(),
                        decimal(.001, 1, "share"),
                        "of the reference documents that may have changed before its statistics are taken anew"),
                confirmation(in, defaults.confirmation()));
    }

    private static OpenSettings open(SettingsReader in, OpenSettings defaults) {
        return new OpenSettings(
                in.read(
                        "dupcheck.check.open-grams",
                        (int) defaults.maxGrams(),
                        integer(0, 1_000_000_000, "grams"),
                        "of open submissions that a node keeps to find those that a change touches, 4 bytes each; what is"
                                + " over that is checked again at every change"),
                in.read(
                        "dupcheck.check.open-interval",
                        defaults.interval(),
                        duration(MILLI, HOUR),
                        "how often changes of the reference set are held against open submissions"));
    }

    private static CheckSettings.Retention retention(
            SettingsReader in, CheckSettings.Retention defaults, Duration interval) {
        return new CheckSettings.Retention(
                in.read(
                        "dupcheck.check.text-retention",
                        defaults.texts(),
                        duration(SECOND, CENTURY),
                        "how long submitted texts and the applicants' data are kept"),
                in.read(
                        "dupcheck.check.pre-check-retention",
                        defaults.preChecks(),
                        duration(SECOND, CENTURY),
                        "how long pre-checks are kept, with their texts and verdicts"),
                interval);
    }

    private static EngineSettings engine(SettingsReader in, EngineSettings defaults) {
        return new EngineSettings(
                in.read(
                        "dupcheck.check.page-documents",
                        defaults.pageDocuments(),
                        integer(1, 1_000_000, "documents"),
                        "on a page of the index, the unit of scanning and of superseding"),
                in.read(
                        "dupcheck.check.reporting-floor-bits",
                        defaults.reportingFloorBits(),
                        decimal(0, 1_000_000, "bits"),
                        "of information that a passage must carry to count; about 30 characters of wording of its own"
                                + " carry 90"),
                in.read(
                        "dupcheck.check.floor-tokens",
                        defaults.floorTokens(),
                        integer(13, 1_000, "tokens"),
                        "of a common run that always counts where reporting-floor-bits is 0, and is minor otherwise"));
    }

    private static ConfirmationSettings confirmation(SettingsReader in, ConfirmationSettings defaults) {
        return new ConfirmationSettings(
                in.read(
                        "dupcheck.check.least-tokens",
                        defaults.leastTokens(),
                        integer(0, 1_000_000, "tokens"),
                        "that a submission must have; with fewer it has too little text to compare, and awaits a"
                                + " confirmation"),
                in.read(
                        "dupcheck.check.common-text-tokens",
                        defaults.commonTextTokens(),
                        integer(0, 100_000_000, "tokens"),
                        "of text shared by many reference documents that pass as set phrases; with more a confirmation"
                                + " is awaited"));
    }
}
