package org.dupcheck.check.verdict;

import org.dupcheck.engine.EngineSettings;
import org.dupcheck.runtime.settings.Require;

/**
 * Those of the settings that decide what a verdict says, beside the policy.
 *
 * @param engine what decides the findings, and how many documents a page has
 * @param statisticsShare of the documents in force that may have changed before the statistics of the reference set are
 *     taken anew, more than 0 to 1
 * @param confirmation what keeps a work order without duplicates from being submitted by itself
 */
public record VerdictSettings(EngineSettings engine, double statisticsShare, ConfirmationSettings confirmation) {
    private static final double DEFAULT_STATISTICS_SHARE = .1;

    public VerdictSettings {
        Require.that(statisticsShare > 0 && statisticsShare <= 1, "statisticsShare: more than 0 to 1 expected");
    }

    public static VerdictSettings defaults() {
        return new VerdictSettings(
                EngineSettings.defaults(), DEFAULT_STATISTICS_SHARE, ConfirmationSettings.defaults());
    }

    /** Names them, for a verdict's {@code settingsVersion}: without the share, as the statistics have a version of their own. */
    public String version() {
        return engine.version() + "." + confirmation.leastTokens() + "." + confirmation.commonTextTokens();
    }
}
