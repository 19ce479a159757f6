package org.dupcheck.app.demo;

import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.sms.RecordingSmsGateway;

/** What becomes of submissions: clean, with duplicates, confirmed, without a text, sent again unchanged. */
final class SubmissionScenarios {
    static final String SUBMITTED = "SUBMITTED";
    private static final String AWAITING = "AWAITING_CONFIRMATION";

    private final DemoSystem stage;
    private final RecordingSmsGateway sms;
    private final NodeMetrics metrics;
    private final Application clean;
    private final Planted first;
    private final Planted second;
    private String duplicatesVerdict = "";

    SubmissionScenarios(DemoSystem stage, DemoTexts library, RecordingSmsGateway sms, NodeMetrics metrics) {
        this.stage = stage;
        this.sms = sms;
        this.metrics = metrics;
        this.clean = library.fresh();
        this.first = library.plant(library.fresh(), "立项背景", 180);
        this.second = library.plant(first.application(), "技术路线", 60);
    }

    /** Asks for the first verdict of all and says when it was there. */
    void first() {
        stage.verdict("P-first", stage.precheck("P-first", clean));
    }

    List<ScenarioResult> play() {
        return List.of(
                Scenario.play("clean", this::clean),
                Scenario.play("duplicates", this::duplicates),
                Scenario.play("confirmed", this::confirmed),
                Scenario.play("nothing to compare", this::nothingToCompare),
                Scenario.play("sent again unchanged", this::unchanged));
    }

    private void clean(Scenario scenario) {
        scenario.sending("a new text of", clean.characters() + " characters");
        Verdict verdict = stage.verdict("P-clean", stage.submit("P-clean", clean));
        scenario.done();
        scenario.expect(ResultState.NONE, verdict.resultState());
        expectSubmittedOnce(scenario, "P-clean", false);
        scenario.expect("message CLEAN", "message " + String.join(" ", stage.messages("P-clean")));
    }

    private void duplicates(Scenario scenario) {
        Application application = second.application();
        scenario.sending(
                first.length() + " characters of " + first.source(),
                second.length() + " characters of " + second.source(),
                "among " + application.characters());
        Verdict verdict = stage.verdict("P-copied", stage.submit("P-copied", application));
        scenario.done();
        duplicatesVerdict = verdict.verdictId();
        expectPassages(scenario, verdict, List.of(first, second));
        scenario.expect(AWAITING, stage.workOrderState("P-copied", AWAITING));
        DemoSystem.awaitTrue("the SMS", () -> !sms.sent().isEmpty());
        scenario.expect("1 SMS", sms.sent().size() + " SMS");
        scenario.expect("0 commands", stage.commands("P-copied").size() + " commands");
    }

    /** The passages found are those planted, no more, with the same borders on both sides. */
    static void expectPassages(Scenario scenario, Verdict verdict, List<Planted> planted) {
        List<Verdict.Match> matches = verdict.matches();
        int passages =
                matches.stream().mapToInt(match -> match.passages().size()).sum();
        scenario.expect(count(planted.size()), count(passages));
        for (Planted wanted : planted) {
            Verdict.Passage found = matches.stream()
                    .filter(match -> match.documentId().equals(wanted.source()))
                    .flatMap(match -> match.passages().stream())
                    .filter(passage -> passage.section().equals(wanted.section()))
                    .findFirst()
                    .orElse(new Verdict.Passage("none", 0, 0, "none", 0, 0, 0));
            scenario.expect(
                    wanted.section() + " " + wanted.start() + "–" + wanted.end(),
                    found.section() + " " + found.start() + "–" + found.end());
            scenario.expect(
                    "← " + wanted.source() + " " + wanted.sourceStart() + "–" + wanted.sourceEnd(),
                    "← " + wanted.source() + " " + found.sourceStart() + "–" + found.sourceEnd());
        }
    }

    private static String count(int passages) {
        return passages + (passages == 1 ? " passage" : " passages");
    }

    private void confirmed(Scenario scenario) {
        scenario.sending("the applicant's confirmation");
        stage.api().confirm(duplicatesVerdict, Decision.CONFIRM, "引用自本单位已立项课题");
        String state = stage.workOrderState("P-copied", SUBMITTED);
        scenario.done();
        scenario.expect(SUBMITTED, state);
        expectSubmittedOnce(scenario, "P-copied", true);
    }

    private void nothingToCompare(Scenario scenario) {
        Application annex = new Application("详见附件", List.of(new Section("立项背景", "详见附件")));
        scenario.sending("详见附件 as the whole text", "later the confirmation");
        Verdict verdict = stage.verdict("P-annex", stage.submit("P-annex", annex));
        scenario.done();
        scenario.expect(ResultState.NONE, verdict.resultState());
        scenario.expect(List.of(ConfirmationReason.TOO_LITTLE_TEXT), verdict.confirmationReasons());
        scenario.expect(AWAITING, stage.workOrderState("P-annex", AWAITING));
        scenario.expect("message CONFIRMATION_NEEDED", "message " + String.join(" ", stage.messages("P-annex")));
        scenario.expect("0 commands", stage.commands("P-annex").size() + " commands");
        stage.api().confirm(verdict.verdictId(), Decision.CONFIRM, "正文在附件中");
        expectSubmittedOnce(scenario, "P-annex", true);
    }

    private void expectSubmittedOnce(Scenario scenario, String id, boolean confirmed) {
        stage.workOrderState(id, SUBMITTED);
        DemoSystem.awaitTrue("the command", () -> !stage.commands(id).isEmpty());
        List<WorkOrderCommand> commands = stage.commands(id);
        scenario.expect(
                "1 command" + (confirmed ? ", confirmed" : ""),
                commands.size() + " command" + (commands.get(0).confirmed() ? ", confirmed" : ""));
    }

    private void unchanged(Scenario scenario) {
        long scans = scans();
        scenario.sending("the clean text once more");
        Verdict verdict = stage.verdict("P-clean", stage.submit("P-clean", clean));
        scenario.done();
        scenario.expect(VerdictReason.UNCHANGED, verdict.reason());
        scenario.expect("0 scans", scans() - scans + " scans");
    }

    private long scans() {
        return metrics.sum("dupcheck_check_step_seconds_count", "step=\"scan\"");
    }
}
