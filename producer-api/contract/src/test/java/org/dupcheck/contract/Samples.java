package org.dupcheck.contract;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.Verdict.Match;
import org.dupcheck.contract.Verdict.Passage;
import org.dupcheck.contract.Verdict.SectionResult;

/** One good message of each kind. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-01-31T08:30:00.123456Z");

    static final Submission SUBMISSION = new Submission(
            "项目",
            "2026-001",
            42,
            Mode.SUBMIT,
            "智慧供热",
            List.of(new Section("背景", "建设背景\n与𠮷意义"), new Section("目标", "目标\"引号\"\\")),
            new Applicant("u1", "13800000000", "zh-CN"),
            "WO-7");

    static final ReferenceEvent REFERENCE_EVENT = new ReferenceEvent(
            "立项", "d:1", 3, ReferenceEventKind.APPROVED, "题目", "u2", List.of(new Section("正文", "文本")), TIME);

    static final VerdictEvent VERDICT_EVENT = new VerdictEvent(
            "项目",
            "2026-001",
            42,
            Mode.SUBMIT,
            CheckState.FINISHED,
            "0b6b4fd4-6fd1-3e0f-a6ed-6b4a2a0c3e10",
            ResultState.DUPLICATES,
            0.25,
            2,
            17L,
            null,
            TIME);

    static final ConfirmationEvent CONFIRMATION =
            new ConfirmationEvent("项目", "2026-001", "0b6b4fd4", Decision.CONFIRM, "同一课题的二期", "u1", TIME);

    static final WorkOrderCommand COMMAND = new WorkOrderCommand(
            "c-1", WorkOrderCommand.Kind.SUBMIT, "WO-7", "项目", "2026-001", 42, "0b6b4fd4", true, TIME);

    static final WorkOrderEvent WORK_ORDER_EVENT = WorkOrderEvent.rejected(COMMAND, "预算科目不存在", TIME);

    static final Verdict VERDICT = new Verdict(
            "0b6b4fd4",
            "项目",
            "2026-001",
            42,
            Mode.SUBMIT,
            ContentHash.of(SUBMISSION),
            ResultState.DUPLICATES,
            17,
            16,
            "e1",
            "s1",
            3,
            VerdictReason.FIRST,
            TIME,
            0.25,
            80,
            400,
            100,
            List.of(new SectionResult("背景", 0.25, 400, 100)),
            List.of(new Verdict.Ratio(Verdict.Ratio.RAW, 0.25, 400, 100, 0)),
            false,
            new Verdict.CommonText(
                    60,
                    List.of(new Verdict.CommonPassage(
                            "背景", 100, 160, 41, List.of(new Verdict.Source("立项", "d:2", "题目"))))),
            List.of(new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, 3)),
            List.of(ConfirmationReason.DUPLICATES, ConfirmationReason.UNREAD_TEXT),
            List.of(new Match("立项", "d:1", 3, "题目", 0.25, 80, List.of(new Passage("背景", 0, 90, "正文", 10, 101, 0.97)))));

    static final List<Message> MESSAGES =
            List.of(SUBMISSION, REFERENCE_EVENT, VERDICT_EVENT, CONFIRMATION, COMMAND, WORK_ORDER_EVENT);

    private Samples() {}
}
