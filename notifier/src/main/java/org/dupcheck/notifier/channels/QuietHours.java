package org.dupcheck.notifier.channels;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * When nobody is to be disturbed, by the clock on the recipient's wall.
 *
 * @param from the first minute of them
 * @param to the first minute after them, on the next day where it is not after {@code from}; the same as {@code from}: there are none
 * @param zone of who has named none
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    public static final String DEFAULT_HOURS = "22:00-07:00";
    public static final String DEFAULT_ZONE = "Asia/Shanghai";

    /**
     * As a setting writes it.
     *
     * @param hours such as {@code 22:00-07:00}; empty: there are none
     * @param zone a name of the time zone database
     * @throws IllegalArgumentException whose message names which of them is at fault
     */
    public static QuietHours parse(String hours, String zone) {
        ZoneId parsed;
        try {
            parsed = ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: a name of the time zone database expected", e);
        }
        if (hours.isBlank()) {
            return none(parsed);
        }
        String[] parts = hours.strip().split("-", -1);
        try {
            if (parts.length == 2) {
                return new QuietHours(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()), parsed);
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("hours: such as 22:00-07:00 expected", e);
        }
        throw new IllegalArgumentException("hours: such as 22:00-07:00 expected");
    }

    /** At no time. */
    public static QuietHours none(ZoneId zone) {
        return new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
    }

    /**
     * How long they last from now on; zero where they are not.
     *
     * @param named the recipient's zone; null where none was named, or it is not known here
     */
    Duration left(Instant now, @Nullable String named) {
        ZonedDateTime local =
                now.atZone(named != null && ZoneId.getAvailableZoneIds().contains(named) ? ZoneId.of(named) : zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = !from.isBefore(to);
        boolean quiet = !from.equals(to)
                && (overMidnight
                        ? !time.isBefore(from) || time.isBefore(to)
                        : !time.isBefore(from) && time.isBefore(to));
        if (!quiet) {
            return Duration.ZERO;
        }
        boolean tomorrow = overMidnight && !time.isBefore(from);
        ZonedDateTime end =
                local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to).atZone(local.getZone());
        // where the clock is put back over the end, that comes twice; never less than a moment
        Duration left = Duration.between(local, end);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }
}
