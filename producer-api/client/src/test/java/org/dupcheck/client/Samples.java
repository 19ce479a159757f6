package org.dupcheck.client;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;

/** Messages to send. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-01-31T08:30:00.123456Z");

    private Samples() {}

    static Submission submission(String id, long revision, String text) {
        return new Submission(
                "project",
                id,
                revision,
                Mode.PRECHECK,
                "题目",
                List.of(new Section("背景", text)),
                new Applicant("u1", null, null),
                null);
    }

    static ReferenceEvent reference(String id, ReferenceEventKind kind) {
        return new ReferenceEvent("initiation", id, 7, kind, "题目", null, List.of(new Section("正文", "建设智慧供热系统")), TIME);
    }

    static WorkOrderCommand command(String commandId, String id) {
        return new WorkOrderCommand(
                commandId, WorkOrderCommand.Kind.SUBMIT, "WO-" + id, "project", id, 1, "verdict-1", false, TIME);
    }

    static VerdictEvent clean(String id, long revision) {
        return new VerdictEvent(
                "project",
                id,
                revision,
                Mode.SUBMIT,
                CheckState.FINISHED,
                "verdict-" + revision,
                ResultState.NONE,
                0.0,
                0,
                1L,
                null,
                TIME);
    }
}
