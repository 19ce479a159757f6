package org.dupcheck.app.doctor;

import java.time.Duration;
import java.time.Instant;

/** Holds somebody else's clock against ours. */
final class ClockSkew {
    /** More than that and times in verdicts and messages mislead people. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private ClockSkew() {}

    /**
     * What the two clocks show.
     *
     * @param before our time when they were asked
     * @param after our time when they had answered: theirs should lie in between
     */
    static Finding finding(String whose, Instant before, Instant theirs, Instant after) {
        String subject = "clock";
        Duration ahead = theirs.isAfter(after)
                ? Duration.between(after, theirs)
                : theirs.isBefore(before) ? Duration.between(before, theirs) : Duration.ZERO;
        String shown = Math.abs(ahead.toMillis()) + " ms " + (ahead.isNegative() ? "behind" : "ahead of") + " ours";
        return ahead.abs().compareTo(LIMIT) <= 0
                ? Finding.fine(subject, "that of " + whose + " agrees with ours")
                : Finding.wrong(
                        subject,
                        "that of " + whose + " is " + shown,
                        "let both machines follow a time server (NTP): revisions made here are times");
    }
}
