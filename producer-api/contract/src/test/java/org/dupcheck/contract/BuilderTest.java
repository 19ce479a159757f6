package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BuilderTest {
    private static final Instant TIME = Instant.parse("2026-01-31T08:30:00Z");
    private static final BusinessKey KEY = new BusinessKey("project", "P-1");

    @Test
    void aSubmissionHasWhatWasSaidAndNothingElse() {
        Signal signal = new Signal(SignalKind.HIDDEN_TEXT, null, 0, 0, 1);
        assertThat(Submission.submit("project", "P-1")
                        .revision(7)
                        .title("题目")
                        .section("背景", "一")
                        .section("目标", "二")
                        .applicant(new Applicant("u1", "138", "zh-CN"))
                        .workOrderId("WO-1")
                        .minCorpusVersion(3L)
                        .signals(List.of(signal))
                        .build())
                .isEqualTo(new Submission(
                        "project",
                        "P-1",
                        7,
                        Mode.SUBMIT,
                        "题目",
                        List.of(new Section("背景", "一"), new Section("目标", "二")),
                        new Applicant("u1", "138", "zh-CN"),
                        "WO-1",
                        3L,
                        List.of(signal)));
        assertThat(Submission.preCheck("project", "P-1").section("背景", "一").build())
                .isEqualTo(new Submission(
                        "project",
                        "P-1",
                        Submission.NEXT_REVISION,
                        Mode.PRECHECK,
                        null,
                        List.of(new Section("背景", "一")),
                        null,
                        null));
    }

    @Test
    void aReferenceEventHasWhatWasSaidAndNothingElse() {
        assertThat(ReferenceEvent.edited("initiation", "LX-1", 2)
                        .title("题目")
                        .ownerId("u1")
                        .origin("project", "P-1")
                        .section("正文", "一")
                        .occurredAt(TIME)
                        .build())
                .isEqualTo(new ReferenceEvent(
                        "initiation",
                        "LX-1",
                        2,
                        ReferenceEventKind.EDITED,
                        "题目",
                        "u1",
                        KEY,
                        List.of(new Section("正文", "一")),
                        TIME));
        assertThat(ReferenceEvent.approved("initiation", "LX-1", 1)
                        .section("正文", "一")
                        .build()
                        .kind())
                .isEqualTo(ReferenceEventKind.APPROVED);
        assertThat(ReferenceEvent.deleted("initiation", "LX-1", 3).build().kind())
                .isEqualTo(ReferenceEventKind.DELETED);
    }

    @Test
    void aConfirmationHasWhatWasSaidAndNothingElse() {
        assertThat(ConfirmationEvent.confirm(KEY, "v-1", TIME)
                        .reason("延续")
                        .userId("u1")
                        .build())
                .isEqualTo(new ConfirmationEvent("project", "P-1", "v-1", Decision.CONFIRM, "延续", "u1", TIME));
        assertThat(ConfirmationEvent.withdraw(KEY, "v-1", TIME).build().decision())
                .isEqualTo(Decision.WITHDRAW);
    }

    @Test
    void aRefusalNamesTheField() {
        refuses("businessType", () -> Submission.submit("", "P-1").build());
        refuses(
                "sections",
                () -> Submission.submit("project", "P-1").applicant("u1").build());
        refuses(
                "applicant",
                () -> Submission.submit("project", "P-1").section("背景", "一").build());
        refuses(
                "revision",
                () -> Submission.submit("project", "P-1").revision(-2).build());
        refuses(
                "sections[1].text",
                () -> Submission.preCheck("project", "P-1")
                        .section("背景", "一")
                        .section("目标", " ")
                        .build());
        refuses(
                "sections",
                () -> ReferenceEvent.approved("initiation", "LX-1", 1).build());
        refuses("verdictId", () -> ConfirmationEvent.confirm(KEY, "", TIME).build());
    }

    private static void refuses(String path, ThrowingCallable build) {
        assertThatThrownBy(build)
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        refusal -> assertThat(refusal.path()).isEqualTo(path));
    }

    @Test
    void aPassageIsReadInTheTextsOfBothSides() {
        Verdict.Passage passage = new Verdict.Passage("背景", 2, 4, "正文", 0, 2, 1.0);
        assertThat(passage.textIn(List.of(new Section("目标", "乙"), new Section("背景", "众所建设背景"))))
                .isEqualTo("建设");
        assertThat(passage.sourceTextIn(List.of(new Section("正文", "建设智慧")))).isEqualTo("建设");
        assertThatThrownBy(() -> passage.textIn(List.of(new Section("目标", "乙"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("背景");
        assertThatThrownBy(() -> passage.sourceTextIn(List.of(new Section("正文", "建"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("正文 has 1 UTF-16 units");
    }
}
