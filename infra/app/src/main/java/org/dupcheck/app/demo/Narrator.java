package org.dupcheck.app.demo;

import java.util.Locale;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.messages.SiteMessage;

/** What happens in a story to one person after another: done, waited for, and told. Used by one thread. */
record Narrator(DemoSystem system, Timeline timeline) {
    Verdict submitted(String who, String id, Application application) {
        long revision = system.submit(id, application);
        timeline.tell(who, "submits " + id + ": " + application.characters() + " characters");
        Verdict verdict = system.verdict(id, revision);
        said(who, verdict);
        return verdict;
    }

    Verdict next(String who, String id, Verdict before) {
        Verdict verdict = system.next(id, before);
        said(who, verdict);
        return verdict;
    }

    void said(String who, Verdict verdict) {
        String pending = verdict.pending().isEmpty()
                ? ""
                : "; pending: " + verdict.pending().get(0).documentId() + " "
                        + percent(verdict.pending().get(0).containment());
        timeline.tell(
                who,
                "verdict " + verdict.resultState() + " " + percent(verdict.containment()) + " at corpus version "
                        + verdict.corpusVersion() + ", " + verdict.reason() + pending);
    }

    void order(String who, String id, String awaited) {
        String state = system.workOrderState(id, awaited);
        timeline.tell(who, "work order: " + state);
        timeline.must(who + "'s work order", awaited, state);
    }

    /** Tells what somebody is told of a verdict, once it is there. */
    void heard(String who, String id, Verdict of) {
        SiteMessage message = DemoSystem.await(
                "a message of " + id,
                () -> system.api().messages(DemoSystem.user(id)).messages().stream()
                        .filter(told -> of.verdictId().equals(told.verdictId()))
                        .findFirst());
        timeline.tell(who, "reads: " + message.body());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
