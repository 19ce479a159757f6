package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.runtime.consume.Records.P0;
import static org.dupcheck.runtime.consume.Records.P1;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class StallDetectorTest {
    private static final Duration STEP = Duration.ofSeconds(5);

    private final StallDetector detector = new StallDetector(Duration.ofSeconds(30));
    private Instant now = Instant.EPOCH;

    private static Intake.Standing at(long position) {
        return new Intake.Standing(position, false, 0);
    }

    private static GroupView.Log end(long end) {
        return new GroupView.Log(0, end, OptionalLong.of(3));
    }

    /** Looks for that long, every five seconds, and says how often a stall was told. */
    private int look(Duration time, Intake.Standing standing, GroupView.Log log) {
        int stalls = 0;
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
            if (detector.look(now, Map.of(P0, standing), Map.of(P0, log)).isPresent()) {
                stalls++;
            }
        }
        return stalls;
    }

    @Test
    void aPartitionThatStandsStillBeforeItsEndForTheTimeoutIsStalled() {
        assertThat(look(Duration.ofSeconds(30), at(3), end(5))).isZero();
        assertThat(detector.look(now, Map.of(P0, at(3)), Map.of(P0, end(5))))
                .hasValueSatisfying(stall -> assertThat(stall.toString())
                        .isEqualTo(P0 + " stands at 3 for 30 s, its end is 5, committed is 3"));
    }

    @Test
    void onePartitionOfManyIsEnough() {
        Map<TopicPartition, GroupView.Log> logs = Map.of(P0, end(5), P1, end(100));
        int stalls = 0;
        for (int i = 0; i < 8; i++, now = now.plus(STEP)) {
            stalls += detector.look(now, Map.of(P0, at(3), P1, at(i)), logs).isPresent() ? 1 : 0;
        }
        assertThat(stalls).isEqualTo(2); // after 30 and 35 s
    }

    @Test
    void anIdleTopicIsNoStallAndItsFirstRecordAfterAnHourNeitherAtOnce() {
        assertThat(look(Duration.ofHours(1), at(3), end(3))).isZero();
        assertThat(look(Duration.ofSeconds(30), at(3), end(4))).isZero();
        assertThat(look(Duration.ofHours(1), at(4), end(4))).isZero();
    }

    @Test
    void aLongHandlerOrAPausedPartitionIsNoStall() {
        assertThat(look(Duration.ofHours(1), new Intake.Standing(3, false, 1), end(9)))
                .isZero();
        assertThat(look(Duration.ofHours(1), new Intake.Standing(3, true, 0), end(9)))
                .isZero();
    }

    @Test
    void anOutageOfTheBrokersBeginsTheTimeAnew() {
        assertThat(look(Duration.ofSeconds(25), at(3), end(9))).isZero();
        now = now.plusSeconds(600);
        detector.clear(); // as the watch does when nobody answers
        assertThat(look(Duration.ofSeconds(30), at(3), end(9))).isZero();
    }

    @Test
    void aClockThatIsMovedOnOrAMachineThatSleptIsNoStall() {
        assertThat(look(Duration.ofSeconds(10), at(3), end(9))).isZero();
        now = now.plusSeconds(86_400);
        assertThat(detector.look(now, Map.of(P0, at(3)), Map.of(P0, end(9)))).isEmpty();
        now = now.minusSeconds(2 * 86_400);
        assertThat(look(Duration.ofSeconds(30), at(3), end(9))).isZero();
    }

    @Test
    void aPartitionOfWhichNothingWasReadStandsWhereTheGroupHasCommittedOrAtItsBeginning() {
        assertThat(look(Duration.ofMinutes(5), at(Intake.UNKNOWN), end(3))).isZero();
        assertThat(look(Duration.ofSeconds(35), at(Intake.UNKNOWN), end(4))).isEqualTo(1);
        GroupView.Log nothingCommitted = new GroupView.Log(7, 7, OptionalLong.empty());
        detector.clear();
        assertThat(look(Duration.ofMinutes(5), at(Intake.UNKNOWN), nothingCommitted))
                .isZero();
    }

    @Test
    void aPartitionThatWasGivenUpIsForgotten() {
        assertThat(look(Duration.ofSeconds(25), at(3), end(9))).isZero();
        assertThat(detector.look(now, Map.of(), Map.of(P0, end(9)))).isEmpty();
        assertThat(look(Duration.ofSeconds(30), at(3), end(9))).isZero();
    }
}
