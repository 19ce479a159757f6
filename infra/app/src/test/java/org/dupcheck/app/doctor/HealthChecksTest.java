package org.dupcheck.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.database.SchemaState;
import org.junit.jupiter.api.Test;

/** What needs no server to go wrong. */
class HealthChecksTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aJavaThatIsTooOldIsWrong() {
        assertThat(new JavaHealthCheck(Runtime.Version.parse("11.0.2")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.wrong()).isTrue();
                    assertThat(finding.what()).contains("Java 11");
                    assertThat(finding.remedy()).contains("17");
                });
        assertThat(new JavaHealthCheck(Runtime.Version.parse("25")).findings())
                .singleElement()
                .returns(false, Finding::wrong);
    }

    @Test
    void tooLittleMemoryAndTooLittleDiskAreWrong() {
        assertThat(new MachineHealthCheck(MachineHealthCheck.MIN_HEAP, MachineHealthCheck.MIN_DISK).findings())
                .noneMatch(Finding::wrong);
        assertThat(new MachineHealthCheck(MachineHealthCheck.MIN_HEAP - 1, MachineHealthCheck.MIN_DISK - 1).findings())
                .hasSize(2)
                .allMatch(Finding::wrong);
    }

    @Test
    void aTakenPortIsWrongUnlessItIsOurOwn() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(new PortHealthCheck("127.0.0.1", port, false).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.wrong()).isTrue();
                        assertThat(finding.subject()).isEqualTo("port " + port);
                        assertThat(finding.remedy()).contains("--port");
                    });
            assertThat(new PortHealthCheck("127.0.0.1", port, true).findings()).noneMatch(Finding::wrong);
        }
        assertThat(new PortHealthCheck("127.0.0.1", 0, false).findings()).noneMatch(Finding::wrong);
    }

    @Test
    void tablesOlderOrNewerThanTheProgramAreWrongAndNoneAtAllAreNot() {
        assertThat(DatabaseHealthCheck.schema(new SchemaState("1", "2", 1, false)))
                .returns(true, Finding::wrong)
                .extracting(Finding::remedy)
                .asString()
                .contains("start serve");
        assertThat(DatabaseHealthCheck.schema(new SchemaState("3", "2", 0, true)))
                .returns(true, Finding::wrong)
                .extracting(Finding::what)
                .asString()
                .contains("newer");
        assertThat(DatabaseHealthCheck.schema(new SchemaState("", "2", 2, false)))
                .returns(false, Finding::wrong);
        assertThat(DatabaseHealthCheck.schema(new SchemaState("2", "2", 0, false)))
                .returns(false, Finding::wrong);
    }

    @Test
    void anOffsetOutsideItsTopicIsWrong() {
        TopicPartition partition = new TopicPartition("t", 0);
        List<Finding> findings = new ArrayList<>();
        OffsetsHealthCheck.finding("g", partition, 5, 5, 9, findings);
        OffsetsHealthCheck.finding("g", partition, 9, 5, 9, findings);
        assertThat(findings).isEmpty();
        OffsetsHealthCheck.finding("g", partition, 10, 5, 9, findings);
        OffsetsHealthCheck.finding("g", partition, 4, 5, 9, findings);
        assertThat(findings).hasSize(2).allMatch(Finding::wrong);
        assertThat(findings.get(0).what()).contains("made again");
        assertThat(findings.get(1).what()).contains("deleted before they were read");
    }

    @Test
    void aSessionTimeoutIsSaidAndALongOneIsWrong() {
        assertThat(SessionHealthCheck.finding("g", Duration.ofSeconds(45)))
                .returns(false, Finding::wrong)
                .satisfies(finding -> assertThat(finding.what()).contains("45 s", "of g "));
        assertThat(SessionHealthCheck.finding("g", Duration.ofMinutes(10)))
                .returns(true, Finding::wrong)
                .satisfies(finding -> assertThat(finding.remedy()).contains("--entity-name g"));
    }

    @Test
    void aNodeThatDoesNotAnswerThoughItsFileNamesItIsWrong() {
        assertThat(new NodeHealthCheck("http://127.0.0.1:1", Path.of("data")).findings())
                .singleElement()
                .returns(true, Finding::wrong)
                .returns("port 1", Finding::subject);
    }

    @Test
    void aClockThatLiesOutsideTheTimeOfTheQuestionByMoreThanTheLimitIsWrong() {
        Instant after = NOON.plusSeconds(5);
        assertThat(ClockSkew.finding("x", NOON, NOON.plusSeconds(3), after)).returns(false, Finding::wrong);
        assertThat(ClockSkew.finding("x", NOON, after.plus(ClockSkew.LIMIT), after))
                .returns(false, Finding::wrong);
        assertThat(ClockSkew.finding("x", NOON, after.plusSeconds(60), after))
                .returns(true, Finding::wrong)
                .returns("that of x is 60000 ms ahead of ours", Finding::what);
        assertThat(ClockSkew.finding("x", NOON, NOON.minusSeconds(60), after))
                .returns(true, Finding::wrong)
                .returns("that of x is 60000 ms behind ours", Finding::what);
    }
}
