package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.Topics.TopicSpec;
import org.junit.jupiter.api.Test;

/** Names and numbers that the world outside relies on: a change here breaks somebody. */
class ContractNamesTest {
    @Test
    void topicsHaveTheirNamesUnderThePrefix() {
        assertThat(new Topics().all())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "dupcheck.submissions",
                        "dupcheck.submissions.dead-letter",
                        "dupcheck.pre-checks",
                        "dupcheck.pre-checks.dead-letter",
                        "dupcheck.reference-events",
                        "dupcheck.reference-events.dead-letter",
                        "dupcheck.verdicts",
                        "dupcheck.verdicts.dead-letter",
                        "dupcheck.confirmations",
                        "dupcheck.confirmations.dead-letter",
                        "dupcheck.work-order-events",
                        "dupcheck.work-order-events.dead-letter",
                        "dupcheck.work-orders");
        assertThat(new Topics("x.").submissions()).isEqualTo("x.submissions");
    }

    @Test
    void everythingIsKeptForAWhileAndWhatIsCheckedIsCompactedToo() {
        Set<String> compacted = Set.of("dupcheck.submissions", "dupcheck.pre-checks");
        for (TopicSpec spec : new Topics().all()) {
            assertThat(spec.config())
                    .containsEntry("cleanup.policy", compacted.contains(spec.name()) ? "compact,delete" : "delete")
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsKey("retention.ms");
            assertThat(Integer.parseInt(spec.config().get("max.message.bytes")))
                    .isGreaterThan(Limits.MAX_MESSAGE_BYTES + Limits.RECORD_OVERHEAD_BYTES);
            assertThat(spec.partitions(12)).isEqualTo(spec.name().endsWith(".dead-letter") ? 1 : 12);
        }
    }

    @Test
    void submissionsAreKeptForAWeekUnlessConfigured() {
        assertThat(new Topics().all().get(0).config()).containsEntry("retention.ms", "604800000");
        assertThat(new Topics().all(Duration.ofDays(3)).get(0).config())
                .containsEntry("retention.ms", "259200000")
                .containsEntry("delete.retention.ms", "259200000");
    }

    @Test
    void whateverATopicTakesItsDeadLettersTakeWithMoreHeaders() {
        Map<String, String> source = new Topics().all().get(0).config();
        Map<String, String> deadLetter = new Topics().all().get(1).config();
        assertThat(Integer.parseInt(deadLetter.get("max.message.bytes")))
                .isGreaterThan(Integer.parseInt(source.get("max.message.bytes")));
    }

    @Test
    void cloudEventsAttributesGoIntoHeaders() {
        assertThat(CloudEvents.headers(Submission.class, "id-1", "/module", "t:1", Samples.TIME))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "id-1"),
                        Map.entry("ce_source", "/module"),
                        Map.entry("ce_type", "org.dupcheck.submission.v1"),
                        Map.entry("ce_time", "2026-01-31T08:30:00.123456Z"),
                        Map.entry("ce_subject", "t:1"),
                        Map.entry("content-type", "application/json"));
        assertThat(List.of(
                        CloudEvents.type(ReferenceEvent.class),
                        CloudEvents.type(VerdictEvent.class),
                        CloudEvents.type(ConfirmationEvent.class),
                        CloudEvents.type(WorkOrderCommand.class)))
                .containsExactly(
                        "org.dupcheck.reference-event.v1",
                        "org.dupcheck.verdict.v1",
                        "org.dupcheck.confirmation.v1",
                        "org.dupcheck.work-order-command.v1");
    }

    @Test
    void statesHaveTheCodesOfTheCustomersTable() {
        assertThat(CheckState.values()).extracting(CheckState::code).containsExactly(0, 1, 2, 3, 4, 5);
        for (CheckState state : CheckState.values()) {
            assertThat(CheckState.ofCode(state.code())).isEqualTo(state);
        }
        for (ResultState state : ResultState.values()) {
            assertThat(ResultState.ofCode(state.code())).isEqualTo(state);
        }
        assertThat(ResultState.DUPLICATES.code()).isEqualTo(1);
        assertThat(ResultState.NONE.code()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> CheckState.ofCode(6));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultState.ofCode(0));
    }

    @Test
    void theHashIsOfTheSectionsInOrderAndOfNothingElse() {
        Submission submission = Samples.SUBMISSION;
        String hash = ContentHash.of(submission);
        assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(ContentHash.of(submission.sections()));
        assertThat(ContentHash.of(submission.withRevision(1).withMode(Mode.PRECHECK)))
                .isEqualTo(hash);
        assertThat(ContentHash.of(List.of(new Section("a", "x"))))
                .as("pinned: stored hashes must stay comparable")
                .isEqualTo("9c69135e8ab3174e79784098d1f12568e9f2e9a779ef80e7e438709e8f995eda");
    }

    @Test
    void noTwoContentsAreWrittenAlike() {
        assertThat(List.of(
                        ContentHash.of(List.of(new Section("ab", "c"))),
                        ContentHash.of(List.of(new Section("a", "bc"))),
                        ContentHash.of(List.of(new Section("a", "b"), new Section("c", "d"))),
                        ContentHash.of(List.of(new Section("c", "d"), new Section("a", "b"))),
                        ContentHash.of(List.of()),
                        ContentHash.of(event(null, null)),
                        ContentHash.of(event("", null)),
                        ContentHash.of(event(null, "")),
                        ContentHash.of(event("ab", null)),
                        ContentHash.of(event("a", "b")),
                        ContentHash.of(from("t", "1")),
                        ContentHash.of(from("t1", ""))))
                .doesNotHaveDuplicates();
        assertThat(ContentHash.of(new Section("a", "b"))).isEqualTo(ContentHash.of(List.of(new Section("a", "b"))));
    }

    private static ReferenceEvent from(String businessType, String businessId) {
        return new ReferenceEvent(
                "t",
                "1",
                1,
                ReferenceEventKind.APPROVED,
                null,
                null,
                new BusinessKey(businessType, businessId),
                List.of(new Section("k", "v")),
                null);
    }

    private static ReferenceEvent event(String title, String ownerId) {
        return new ReferenceEvent(
                "t", "1", 1, ReferenceEventKind.APPROVED, title, ownerId, List.of(new Section("k", "v")), null);
    }
}
