package org.dupcheck.gateway.limits;

import org.dupcheck.runtime.settings.Require;

/**
 * How many requests a minute there may be at one node, 0 for any number. So many may come at once; then as many as a
 * minute brings.
 *
 * @param work of one caller (an API key, the subject of a token, or the trial), other than reads; at least
 *     {@link #LEAST_OF_CALLER}
 * @param reads of one caller or of one person at the pages; at least {@link #LEAST_OF_CALLER}
 * @param applicant submissions, pre-checks and files of one applicant
 * @param type submissions and pre-checks of one business type
 */
public record RateLimitSettings(int work, int reads, int applicant, int type) {
    /**
     * One a second. So whoever is sent away by another limit, for a second at least, finds this one open when that time is
     * up.
     */
    public static final int LEAST_OF_CALLER = 60;

    /** More than a node does, so that they stop what runs wild and nobody else. */
    public static final RateLimitSettings DEFAULT = new RateLimitSettings(120_000, 1_200_000, 3_000, 120_000);

    public RateLimitSettings {
        Require.that(isOfCaller(work), "rateLimits.work: 0, or at least 60 expected");
        Require.that(isOfCaller(reads), "rateLimits.reads: 0, or at least 60 expected");
        Require.that(applicant >= 0, "rateLimits.applicant: 0 or more expected");
        Require.that(type >= 0, "rateLimits.type: 0 or more expected");
    }

    private static boolean isOfCaller(int perMinute) {
        return perMinute == 0 || perMinute >= LEAST_OF_CALLER;
    }
}
