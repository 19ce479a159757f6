package org.dupcheck.gateway.pages.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.store.references.ReferenceViews.Day;

/**
 * How the reference set has changed, day by day, without gaps: as bars of a picture and as lines of a table.
 *
 * @param largest of a day, at least 1
 */
public record DayChart(List<Day> days, long largest) {
    static final int DAYS = 30;

    public DayChart {
        days = List.copyOf(days);
    }

    /** When the first of the days begins. */
    static Instant begin(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS - 1L));
    }

    /** @param found days on which something changed */
    static DayChart of(List<Day> found, Instant now) {
        Map<Instant, Day> byBegin = new HashMap<>();
        found.forEach(day -> byBegin.put(day.begin(), day));
        List<Day> days = new ArrayList<>();
        long largest = 1;
        for (int i = 0; i < DAYS; i++) {
            Instant begin = begin(now).plus(Duration.ofDays(i));
            Day day = byBegin.getOrDefault(begin, new Day(begin, 0, 0));
            largest = Math.max(largest, Math.max(day.come(), day.gone()));
            days.add(day);
        }
        return new DayChart(days, largest);
    }

    /** Of all days. */
    public long come() {
        return days.stream().mapToLong(Day::come).sum();
    }

    /** Of all days. */
    public long gone() {
        return days.stream().mapToLong(Day::gone).sum();
    }

    /** A number of a day as the height of its bar, 0 to 100. */
    public long height(long number) {
        return Math.round(100.0 * number / largest);
    }
}
