package org.dupcheck.app.demo;

import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

/**
 * Changes of the reference set are seen by the next check: the same text is pre-checked again and again. And what is open
 * follows them by itself.
 */
final class ReferenceScenarios {
    private static final String DOCUMENT = "LX-new";

    private final DemoSystem stage;
    private final DemoTexts library;
    private final Application approved;
    private final Planted copy;

    ReferenceScenarios(DemoSystem stage, DemoTexts library) {
        this.stage = stage;
        this.library = library;
        Application text = library.fresh();
        Application source = library.fresh();
        Optional<Planted> planted = Planted.plant(text, "立项背景", DOCUMENT, source, 120);
        while (planted.isEmpty()) {
            source = library.fresh();
            planted = Planted.plant(text, "立项背景", DOCUMENT, source, 120);
        }
        this.approved = source;
        this.copy = planted.get();
    }

    List<ScenarioResult> play() {
        return List.of(
                Scenario.play("reference approved", this::approved),
                Scenario.play("reference edited", this::edited),
                Scenario.play("reference deleted", this::deleted),
                Scenario.play("open submission", this::followed));
    }

    private Verdict check() {
        return stage.verdict("P-new", stage.precheck("P-new", copy.application()));
    }

    private void approved(Scenario scenario) {
        Verdict before = check();
        scenario.sending("a text, then approval of", "what it was copied from");
        stage.reference(DOCUMENT, ReferenceEventKind.APPROVED, approved);
        Verdict after = check();
        scenario.done();
        scenario.expect("before: " + ResultState.NONE, "before: " + before.resultState());
        scenario.expect("after: " + ResultState.DUPLICATES, "after: " + after.resultState());
        SubmissionScenarios.expectPassages(scenario, after, List.of(copy));
    }

    private void edited(Scenario scenario) {
        Application edited =
                approved.withText(copy.sourceSection(), library.fresh().text(copy.sourceSection()));
        scenario.sending("an edit of it that takes", "the passage out");
        stage.reference(DOCUMENT, ReferenceEventKind.EDITED, edited);
        Verdict without = check();
        scenario.done();
        scenario.expect(ResultState.NONE, without.resultState());
        stage.reference(DOCUMENT, ReferenceEventKind.EDITED, approved);
        scenario.expect("put back: " + ResultState.DUPLICATES, "put back: " + check().resultState());
    }

    private void deleted(Scenario scenario) {
        scenario.sending("its deletion");
        stage.reference(DOCUMENT, ReferenceEventKind.DELETED, approved);
        Verdict verdict = check();
        scenario.done();
        scenario.expect(ResultState.NONE, verdict.resultState());
    }

    /** Nobody asks for anything after the submission. */
    private void followed(Scenario scenario) {
        scenario.sending("a text, submitted; then", "approval and deletion of", "what it was copied from");
        Verdict first = stage.verdict("P-open", stage.submit("P-open", copy.application()));
        scenario.expect("before: " + ResultState.NONE, "before: " + first.resultState());
        String submitted = SubmissionScenarios.SUBMITTED;
        scenario.expect(submitted, stage.workOrderState("P-open", submitted));
        stage.reference(DOCUMENT, ReferenceEventKind.APPROVED, approved);
        Verdict approval = stage.next("P-open", first);
        scenario.done();
        scenario.expect("approved: " + ResultState.DUPLICATES, "approved: " + approval.resultState());
        scenario.expect(VerdictReason.CORPUS_CHANGE, approval.reason());
        DemoSystem.awaitTrue("the message", () -> stage.messages("P-open").size() > 1);
        scenario.expect(
                "message VERDICT_CHANGED", "message " + stage.messages("P-open").get(0));
        stage.reference(DOCUMENT, ReferenceEventKind.DELETED, approved);
        scenario.expect(
                "deleted: " + ResultState.NONE,
                "deleted: " + stage.next("P-open", approval).resultState());
        DemoSystem.awaitTrue("the command", () -> !stage.commands("P-open").isEmpty());
        scenario.expect("1 command", stage.commands("P-open").size() + " command");
    }
}
