package org.dupcheck.app.demo;

import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;

/**
 * What stops a running scan: a newer revision, and a withdrawal. Played on a check node whose settings make a scan last:
 * one document a page, and a pause between pages.
 */
final class SupersedingScenarios {
    private final DemoSystem stage;
    private final DemoTexts library;
    private final NodeMetrics metrics;

    SupersedingScenarios(DemoSystem stage, DemoTexts library, NodeMetrics metrics) {
        this.stage = stage;
        this.library = library;
        this.metrics = metrics;
    }

    List<ScenarioResult> play() {
        return List.of(
                Scenario.play("superseded while scanning", this::superseded),
                Scenario.play("withdrawn while scanning", this::withdrawnWhileScanning),
                Scenario.play("withdrawn later", this::withdrawnLater));
    }

    /** An application copied from a reference document: had its scan gone on, there would be duplicates. */
    private Application copied() {
        return library.plant(library.fresh(), "创新点", 150).application();
    }

    private Check awaitScanning(String id) {
        return DemoSystem.await(
                "the scan of " + id,
                () -> stage.api()
                        .check(DemoSystem.key(id))
                        .filter(check -> check.state() == CheckState.RUNNING && check.pagesDone() > 0));
    }

    private void superseded(Scenario scenario) {
        long before = superseded();
        Application newer = library.fresh();
        long old = stage.submit("P-twice", copied());
        Check running = awaitScanning("P-twice");
        scenario.sending(
                "a copied text; a clean one", "at page " + running.pagesDone() + " of " + running.pagesTotal());
        long revision = stage.submit("P-twice", newer);
        DemoSystem.awaitTrue("the old scan to stop", () -> superseded() > before);
        scenario.done();
        Verdict verdict = stage.verdict("P-twice", revision);
        stage.workOrderState("P-twice", "SUBMITTED");
        scenario.expect("1 scan stopped", superseded() - before + " scan stopped");
        scenario.expect("newer: " + ResultState.NONE, "newer: " + verdict.resultState());
        scenario.expect(
                "no verdict of the old one",
                eventsOf("P-twice", old).isEmpty() ? "no verdict of the old one" : "a verdict of the old one");
        DemoSystem.awaitTrue("the command", () -> !stage.commands("P-twice").isEmpty());
        scenario.expect("1 command", stage.commands("P-twice").size() + " command");
    }

    private long superseded() {
        return metrics.sum("dupcheck_consume_superseded_total", "loop=\"check\"");
    }

    private List<VerdictEvent> eventsOf(String id, long revision) {
        return stage.verdictEvents(id).stream()
                .filter(event -> event.revision() == revision)
                .toList();
    }

    private void withdrawnWhileScanning(Scenario scenario) {
        long revision = stage.submit("P-gone", copied());
        Check running = awaitScanning("P-gone");
        scenario.sending("a copied text; withdrawn", "at page " + running.pagesDone() + " of " + running.pagesTotal());
        stage.withdraw("P-gone");
        Check check = awaitWithdrawn("P-gone");
        scenario.done();
        scenario.expect(CheckState.WITHDRAWN, check.state());
        scenario.expect("no verdict", check.verdictId() == null ? "no verdict" : "a verdict");
        long verdicts = eventsOf("P-gone", revision).stream()
                .filter(event -> event.state() != CheckState.WITHDRAWN)
                .count();
        scenario.expect("0 verdicts told", verdicts + " verdicts told");
        scenario.expect(
                "WITHDRAWN, 0 commands",
                stage.workOrderState("P-gone", "WITHDRAWN") + ", "
                        + stage.commands("P-gone").size() + " commands");
    }

    private Check awaitWithdrawn(String id) {
        return DemoSystem.await(
                "the withdrawal of " + id,
                () -> stage.api().check(DemoSystem.key(id)).filter(check -> check.state() == CheckState.WITHDRAWN));
    }

    private void withdrawnLater(Scenario scenario) {
        stage.verdict("P-back", stage.submit("P-back", copied()));
        stage.workOrderState("P-back", "AWAITING_CONFIRMATION");
        scenario.sending("withdrawal of duplicates", "that await confirmation");
        stage.withdraw("P-back");
        awaitWithdrawn("P-back");
        String state = stage.workOrderState("P-back", "WITHDRAWN");
        scenario.done();
        scenario.expect("work order WITHDRAWN", "work order " + state);
        DemoSystem.await(
                "the messages to go", () -> stage.messages("P-back").isEmpty() ? Optional.of(true) : Optional.empty());
        scenario.expect("0 messages", stage.messages("P-back").size() + " messages");
        scenario.expect("0 commands", stage.commands("P-back").size() + " commands");
    }
}
