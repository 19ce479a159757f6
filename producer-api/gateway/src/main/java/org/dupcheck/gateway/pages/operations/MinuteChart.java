package org.dupcheck.gateway.pages.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.store.figures.SystemFigures.Minute;

/**
 * What came in, minute by minute, without gaps: as bars of a picture and as lines of a table.
 *
 * @param largest of a minute, at least 1
 */
public record MinuteChart(List<Minute> minutes, long largest) {
    static final int MINUTES = 60;
    static final Duration SPAN = Duration.ofMinutes(MINUTES);

    public MinuteChart {
        minutes = List.copyOf(minutes);
    }

    /** @param found minutes in which something came in */
    static MinuteChart of(List<Minute> found, Instant now) {
        Map<Instant, Minute> byBegin = new HashMap<>();
        found.forEach(minute -> byBegin.put(minute.begin(), minute));
        Instant last = now.truncatedTo(ChronoUnit.MINUTES);
        List<Minute> minutes = new ArrayList<>();
        long largest = 1;
        for (int back = MINUTES - 1; back >= 0; back--) {
            Instant begin = last.minus(back, ChronoUnit.MINUTES);
            Minute minute = byBegin.getOrDefault(begin, Minute.empty(begin));
            largest = Math.max(largest, minute.submitted());
            minutes.add(minute);
        }
        return new MinuteChart(minutes, largest);
    }

    /** All of the hour. */
    public long submitted() {
        return minutes.stream().mapToLong(Minute::submitted).sum();
    }

    /** Those of them that overlap the reference set. */
    public long duplicates() {
        return minutes.stream().mapToLong(Minute::duplicates).sum();
    }

    /** Those of them whose check failed. */
    public long failed() {
        return minutes.stream().mapToLong(Minute::failed).sum();
    }

    /** Those of them that have a verdict. */
    public long checked() {
        return minutes.stream().mapToLong(Minute::checked).sum();
    }

    /** Those of them that a newer revision overtook. */
    public long superseded() {
        return minutes.stream().mapToLong(Minute::superseded).sum();
    }

    /** A number of a minute as the height of its bar, 0 to 100. */
    public long height(long number) {
        return Math.round(100.0 * number / largest);
    }
}
