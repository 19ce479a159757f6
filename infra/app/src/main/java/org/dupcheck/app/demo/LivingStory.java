package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

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
        return new Scenes(backstage, new Narrator(backstage.system(), new Timeline(out, pace))).play();
    }

    /** Its scenes in their order. */
    private static final class Scenes {
        private final DemoSystem system;
        private final DemoTexts texts;
        private final Narrator narrator;
        private final Timeline timeline;

        Scenes(Backstage backstage, Narrator narrator) {
            this.system = backstage.system();
            this.texts = backstage.texts();
            this.narrator = narrator;
            this.timeline = narrator.timeline();
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
            Verdict verdict = narrator.submitted("Wang", WANG, application);
            timeline.must("Wang's result", ResultState.NONE, verdict.resultState());
            narrator.order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            narrator.heard("Wang", WANG, verdict);
            return verdict;
        }

        private Verdict liSubmitsTheSame(Application application) {
            timeline.scene("Li has a copy of Wang's draft, and submits it as his.");
            Verdict verdict = narrator.submitted("Li", LI, new Application("关于同一问题的研究", application.sections()));
            timeline.must("Li's result", ResultState.NONE, verdict.resultState());
            timeline.must("Li waits because of", List.of(ConfirmationReason.PENDING), verdict.confirmationReasons());
            timeline.must("Li's copy is of", List.of(WANG), pending(verdict));
            narrator.order("Li", LI, "AWAITING_CONFIRMATION");
            narrator.heard("Li", LI, verdict);
            return verdict;
        }

        private Verdict wangHearsOfIt(Verdict before) {
            timeline.scene("Wang came first, and is told of the copy too. Nobody has pressed anything.");
            Verdict verdict = narrator.next("Wang", WANG, before);
            timeline.must("Wang's reason", VerdictReason.RECHECK, verdict.reason());
            timeline.must("Wang's copy is by", List.of(LI), pending(verdict));
            narrator.heard("Wang", WANG, verdict);
            narrator.order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            return verdict;
        }

        private void liWithdraws(Verdict li, Verdict wang) {
            timeline.scene("Li thinks better of it and withdraws.");
            timeline.must("Li's verdict is of", LI, li.businessId());
            system.withdraw(LI);
            timeline.tell("Li", "withdraws " + LI);
            Verdict verdict = narrator.next("Wang", WANG, wang);
            timeline.must("Wang's copy is by", List.of(), pending(verdict));
            narrator.heard("Wang", WANG, verdict);
        }

        private void zhaosDraft() {
            timeline.scene("Zhao is still writing. The Compare button finds nothing.");
            Application source = texts.fresh();
            Planted draft = Planted.plant(texts.fresh(), "立项背景", "LX-new", source, 200)
                    .or(() -> Planted.plant(texts.fresh(), "立项背景", "LX-new", source, 160))
                    .orElseThrow(() -> new IllegalStateException("no draft of this seed takes the passage"));
            Verdict clean = system.verdict(ZHAO, system.precheck(ZHAO, draft.application()));
            narrator.said("Zhao", clean);
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
            Verdict duplicates = narrator.submitted("Zhao", ZHAO, draft.application());
            timeline.must("Zhao's result", ResultState.DUPLICATES, duplicates.resultState());
            narrator.order("Zhao", ZHAO, "AWAITING_CONFIRMATION");
            narrator.heard("Zhao", ZHAO, duplicates);
        }

        private static List<String> pending(Verdict verdict) {
            return verdict.pending().stream().map(Verdict.Match::documentId).toList();
        }
    }
}
