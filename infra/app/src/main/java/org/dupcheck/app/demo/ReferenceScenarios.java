package org.dupcheck.app.demo;

import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;

/** Changes of the reference set are seen by the next check: the same text is pre-checked again and again. */
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
                Scenario.play("reference deleted", this::deleted));
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
}
