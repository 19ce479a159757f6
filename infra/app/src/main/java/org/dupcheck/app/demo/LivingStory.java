package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.messages.SiteMessage;

/**
 * Verdicts that stay true: two applicants copy each other, and a newly approved project turns a clean draft into a duplicate.
 * Shows what each of them is told, and when.
 */
final class LivingStory implements Show {
    private static final String WANG = "KY-wang";
    private static final String LI = "KY-li";
    private static final String ZHAO = "KY-zhao";

    private final PrintWriter out;
    private final Duration pace;

    /** @param pace the pause before each scene */
    LivingStory(PrintWriter out, Duration pace) {
        this.out = out;
        this.pace = pace;
    }

    @Override
    public boolean play(Backstage backstage) {
        backstage.system().load(backstage.texts());
        return new Telling(backstage.system(), backstage.texts(), new Timeline(out, pace)).play();
    }

    /** One telling of it. */
    private static final class Telling {
        private final DemoSystem system;
        private final DemoTexts texts;
        private final Timeline timeline;

        Telling(DemoSystem system, DemoTexts texts, Timeline timeline) {
            this.system = system;
            this.texts = texts;
            this.timeline = timeline;
        }

        boolean play() {
            compareOpenSubmissions();
            Application application = texts.fresh();
            Verdict wang = wangSubmits(application);
            Verdict li = liSubmitsTheSame(application);
            wang = wangHearsOfIt(wang);
            liWithdraws(li, wang);
            zhaosDraft();
            return timeline.asExpected();
        }

        private void compareOpenSubmissions() {
            timeline.scene("The office has submissions compared with each other, not only with what is approved.");
            String policy = "{\"openSubmissions\": \"SAME_TYPE\"}";
            long version = system.api()
                    .savePolicy(DemoSystem.BUSINESS, policy.getBytes(StandardCharsets.UTF_8), null)
                    .version();
            timeline.tell("office", "version " + version + " of the policy of " + DemoSystem.BUSINESS + ": " + policy);
        }

        private Verdict wangSubmits(Application application) {
            timeline.scene("Wang submits an application of her own.");
            Verdict verdict = submitted("Wang", WANG, application);
            timeline.must("Wang's result", ResultState.NONE, verdict.resultState());
            order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            heard("Wang", WANG, verdict);
            return verdict;
        }

        private Verdict liSubmitsTheSame(Application application) {
            timeline.scene("Li has a copy of Wang's draft, and submits it as his.");
            Verdict verdict = submitted("Li", LI, new Application("关于同一问题的研究", application.sections()));
            timeline.must("Li's result", ResultState.NONE, verdict.resultState());
            timeline.must("Li waits because of", List.of(ConfirmationReason.PENDING), verdict.confirmationReasons());
            timeline.must("Li's copy is of", List.of(WANG), pending(verdict));
            order("Li", LI, "AWAITING_CONFIRMATION");
            heard("Li", LI, verdict);
            return verdict;
        }

        private Verdict wangHearsOfIt(Verdict before) {
            timeline.scene("Wang came first, and is told of the copy too. Nobody has pressed anything.");
            Verdict verdict = next("Wang", WANG, before);
            timeline.must("Wang's reason", VerdictReason.RECHECK, verdict.reason());
            timeline.must("Wang's copy is by", List.of(LI), pending(verdict));
            heard("Wang", WANG, verdict);
            order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            return verdict;
        }

        private void liWithdraws(Verdict li, Verdict wang) {
            timeline.scene("Li thinks better of it and withdraws.");
            timeline.must("Li's verdict is of", LI, li.businessId());
            system.withdraw(LI);
            timeline.tell("Li", "withdraws " + LI);
            Verdict verdict = next("Wang", WANG, wang);
            timeline.must("Wang's copy is by", List.of(), pending(verdict));
            heard("Wang", WANG, verdict);
        }

        private void zhaosDraft() {
            timeline.scene("Zhao is still writing. The Compare button finds nothing.");
            Application source = texts.fresh();
            Planted draft = Planted.plant(texts.fresh(), "立项背景", "LX-new", source, 200)
                    .or(() -> Planted.plant(texts.fresh(), "立项背景", "LX-new", source, 160))
                    .orElseThrow(() -> new IllegalStateException("no draft of this seed takes the passage"));
            Verdict clean = system.verdict(ZHAO, system.precheck(ZHAO, draft.application()));
            said("Zhao", clean);
            timeline.must("Zhao's draft", ResultState.NONE, clean.resultState());

            timeline.scene("Meanwhile a project is approved that says the same in one section.");
            system.reference("LX-new", ReferenceEventKind.APPROVED, source);
            Verdict behind = system.api().verdict(clean.verdictId());
            timeline.tell(
                    "reviewer",
                    "LX-new is approved: corpus version "
                            + system.api().referenceSet().corpusVersion());
            timeline.tell("Zhao", "the draft's verdict says: " + behind.changesBehind() + " change behind");
            timeline.must("Zhao's draft is behind by", 1L, behind.changesBehind());

            timeline.scene("Zhao presses Submit, with the text that was clean a minute ago.");
            Verdict duplicates = submitted("Zhao", ZHAO, draft.application());
            timeline.must("Zhao's result", ResultState.DUPLICATES, duplicates.resultState());
            order("Zhao", ZHAO, "AWAITING_CONFIRMATION");
            heard("Zhao", ZHAO, duplicates);
        }

        private Verdict submitted(String who, String id, Application application) {
            long revision = system.submit(id, application);
            timeline.tell(who, "submits " + id + ": " + application.characters() + " characters");
            Verdict verdict = system.verdict(id, revision);
            said(who, verdict);
            return verdict;
        }

        private Verdict next(String who, String id, Verdict before) {
            Verdict verdict = system.next(id, before);
            said(who, verdict);
            return verdict;
        }

        private void said(String who, Verdict verdict) {
            String pending = verdict.pending().isEmpty()
                    ? ""
                    : "; pending: " + verdict.pending().get(0).documentId() + " "
                            + percent(verdict.pending().get(0).containment());
            timeline.tell(
                    who,
                    "verdict " + verdict.resultState() + " " + percent(verdict.containment()) + " at corpus version "
                            + verdict.corpusVersion() + ", " + verdict.reason() + pending);
        }

        private void order(String who, String id, String awaited) {
            String state = system.workOrderState(id, awaited);
            timeline.tell(who, "work order: " + state);
            timeline.must(who + "'s work order", awaited, state);
        }

        /** Tells what somebody is told of a verdict, once it is there. */
        private void heard(String who, String id, Verdict of) {
            SiteMessage message = DemoSystem.await(
                    "a message of " + id,
                    () -> system.api().messages(DemoSystem.user(id)).messages().stream()
                            .filter(told -> of.verdictId().equals(told.verdictId()))
                            .findFirst());
            timeline.tell(who, "reads: " + message.body());
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * share);
        }

        private static List<String> pending(Verdict verdict) {
            return verdict.pending().stream().map(Verdict.Match::documentId).toList();
        }
    }
}
