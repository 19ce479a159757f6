package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static final QuietHours NIGHT = QuietHours.parse("22:00-07:00", "Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T13:59:59Z, PT0S",
        "2026-03-01T14:00:00Z, PT9H",
        "2026-03-01T16:30:00Z, PT6H30M",
        "2026-03-01T22:59:59Z, PT1S",
        "2026-03-01T23:00:00Z, PT0S"
    })
    void theyLastUntilTheMorningOfTheSettingsZone(Instant now, Duration left) {
        assertThat(NIGHT.left(now, null)).isEqualTo(left);
        assertThat(NIGHT.left(now, "Not/Known")).isEqualTo(left);
    }

    @Test
    void theClockOnTheRecipientsWallCounts() {
        Instant night = Instant.parse("2026-03-01T16:30:00Z");
        assertThat(NIGHT.left(night, "Europe/London")).isEqualTo(Duration.ZERO);
        assertThat(NIGHT.left(night, "Asia/Tokyo")).isEqualTo(Duration.ofMinutes(330));
    }

    @Test
    void theyMayLieWithinADayOrBeNone() {
        QuietHours noon = QuietHours.parse("12:00-13:00", "UTC");
        assertThat(noon.left(Instant.parse("2026-03-01T12:30:00Z"), null)).isEqualTo(Duration.ofMinutes(30));
        assertThat(noon.left(Instant.parse("2026-03-01T13:00:00Z"), null)).isEqualTo(Duration.ZERO);
        assertThat(QuietHours.parse("", "UTC").left(Instant.parse("2026-03-01T00:00:00Z"), null))
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-7", "22:00", "22:00-07:00-08:00", "25:00-07:00", "night"})
    void hoursThatAreNoneAreRefused(String hours) {
        assertThatThrownBy(() -> QuietHours.parse(hours, "UTC")).hasMessageStartingWith("hours: ");
    }

    @Test
    void aZoneThatIsNoneIsRefused() {
        assertThatThrownBy(() -> QuietHours.parse("22:00-07:00", "Mars/Base")).hasMessageStartingWith("zone: ");
    }

    /** Also where the clock is put forward or back. */
    @Test
    void afterWhatIsLeftNobodyIsDisturbedAnyMore() {
        long seed = Long.getLong("dupcheck.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> zones =
                List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "UTC");
        for (int i = 0; i < 20_000; i++) {
            QuietHours hours = new QuietHours(
                    LocalTime.of(random.nextInt(24), random.nextInt(60)),
                    LocalTime.of(random.nextInt(24), random.nextInt(60)),
                    ZoneOffset.UTC);
            String zone = zones.get(random.nextInt(zones.size()));
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(400 * 86_400));
            Duration left = hours.left(now, zone);
            String what = hours + " at " + now + " in " + zone + " of seed " + seed;
            assertThat(left).as(what).isBetween(Duration.ZERO, Duration.ofHours(25));
            ZonedDateTime then = now.plus(left).atZone(ZoneId.of(zone));
            if (!left.isZero() && then.toLocalTime().equals(hours.to())) {
                assertThat(hours.left(then.toInstant(), zone)).as(what).isEqualTo(Duration.ZERO);
            }
        }
    }
}
