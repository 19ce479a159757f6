package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.app.api.GatewayException;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.store.messages.SiteMessage;

/**
 * Asking, and submitting exactly once: an applicant is asked, sends the same text again and again, decides on a page that is
 * out of date, confirms, is rejected by the business module, submits anew and takes it back.
 */
final class ConfirmStory implements Show {
    private static final String WANG = "QR-wang";

    private final PrintWriter out;
    private final Duration pace;
    private final Clock clock;

    /** @param pace the pause before each scene */
    ConfirmStory(PrintWriter out, Duration pace, Clock clock) {
        this.out = out;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public boolean play(Backstage backstage) {
        backstage.system().load(backstage.texts());
        return new Scenes(backstage, new Narrator(backstage.system(), new Timeline(out, pace)), clock).play();
    }

    /** Its scenes in their order. */
    private static final class Scenes {
        private final Backstage backstage;
        private final DemoSystem system;
        private final Narrator narrator;
        private final Timeline timeline;
        private final Clock clock;

        Scenes(Backstage backstage, Narrator narrator, Clock clock) {
            this.backstage = backstage;
            this.system = backstage.system();
            this.narrator = narrator;
            this.timeline = narrator.timeline();
            this.clock = clock;
        }

        boolean play() {
            Application copied = copied();
            Verdict asked = asked(copied);
            Verdict again = sentAgain(copied, asked);
            Verdict edited = edited(again);
            WorkOrderCommand first = confirmed(edited);
            rejected(first);
            WorkOrderCommand second = submittedAnew();
            takenBack(second);
            return timeline.asExpected();
        }

        private Application copied() {
            return backstage
                    .texts()
                    .plant(backstage.texts().fresh(), "立项背景", 200)
                    .application();
        }

        private Verdict asked(Application copied) {
            timeline.scene("Wang submits an application with a passage that stands in an approved one.");
            Verdict verdict = narrator.submitted("Wang", WANG, copied);
            timeline.must("Wang's result", ResultState.DUPLICATES, verdict.resultState());
            narrator.order("Wang", WANG, "AWAITING_CONFIRMATION");
            narrator.heard("Wang", WANG, verdict);
            return verdict;
        }

        private Verdict sentAgain(Application copied, Verdict asked) {
            timeline.scene("Her browser sends the same text twice more.");
            narrator.submitted("Wang", WANG, copied);
            Verdict last = narrator.submitted("Wang", WANG, copied);
            narrator.heard("Wang", WANG, last);
            List<String> told = system.messages(WANG);
            timeline.tell("Wang", "has been told " + told.size() + " time of three: " + told);
            timeline.must("Wang is told", List.of("DUPLICATES"), told);
            timeline.must("the text is the same", asked.contentHash(), last.contentHash());
            return last;
        }

        private Verdict edited(Verdict before) {
            timeline.scene(
                    "A colleague edits the text, while Wang still looks at the page of before, and confirms there.");
            Verdict verdict = narrator.submitted("Li", WANG, copied());
            String refused = "taken";
            try {
                system.api().confirm(before.verdictId(), Decision.CONFIRM, "引用自有成果");
            } catch (GatewayException e) {
                refused = e.code().name();
                timeline.tell("Wang", "is refused: " + e.getMessage());
            }
            timeline.must("Wang's confirmation is", ErrorCode.STALE_VERDICT.name(), refused);
            narrator.order("Wang", WANG, "AWAITING_CONFIRMATION");
            return verdict;
        }

        private WorkOrderCommand confirmed(Verdict verdict) {
            timeline.scene("She looks at the new result, and confirms that.");
            system.api().confirm(verdict.verdictId(), Decision.CONFIRM, "引用自有成果");
            narrator.order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            WorkOrderCommand command = command(1);
            timeline.must("the command is of", verdict.verdictId(), command.verdictId());
            timeline.must("it replaces", null, command.replaces());
            return command;
        }

        private void rejected(WorkOrderCommand command) {
            timeline.scene("The business module does not take the work order, and says why.");
            WorkOrderEvent answer = WorkOrderEvent.rejected(command, "预算科目不存在", Instant.now(clock));
            backstage
                    .raw()
                    .publishAndWait(
                            system.topics().workOrderEvents(),
                            command.key().toString(),
                            new JsonCodec().write(answer),
                            Map.of());
            timeline.tell("module", "rejects command " + command.commandId() + ": " + answer.reason());
            SiteMessage message = DemoSystem.await(
                    "word of the rejection",
                    () -> system.api().messages(DemoSystem.user(WANG)).messages().stream()
                            .filter(told -> told.kind().name().equals("REJECTED"))
                            .findFirst());
            timeline.tell("Wang", "reads: " + message.body());
        }

        private WorkOrderCommand submittedAnew() {
            timeline.scene("She mends it in her own words. Nothing speaks against it: it is submitted by itself.");
            Verdict verdict = narrator.submitted("Wang", WANG, backstage.texts().fresh());
            timeline.must("Wang's result", ResultState.NONE, verdict.resultState());
            narrator.order("Wang", WANG, SubmissionScenarios.SUBMITTED);
            return command(2);
        }

        private void takenBack(WorkOrderCommand submitted) {
            timeline.scene(
                    "A day later the application is withdrawn, and the module is told which command that takes back.");
            system.withdraw(WANG);
            narrator.order("Wang", WANG, "WITHDRAWN");
            WorkOrderCommand cancel = command(3);
            timeline.must("the last command is", WorkOrderCommand.Kind.CANCEL, cancel.kind());
            timeline.must("it takes back", submitted.commandId(), cancel.replaces());
        }

        /** The last command of so many, told once it is there. */
        private WorkOrderCommand command(int number) {
            DemoSystem.awaitTrue(
                    "command " + number, () -> system.commands(WANG).size() >= number);
            List<WorkOrderCommand> commands = system.commands(WANG);
            timeline.must("commands so far", number, commands.size());
            WorkOrderCommand last = commands.get(commands.size() - 1);
            String replaces = last.replaces() == null ? "" : ", in place of " + last.replaces();
            timeline.tell(
                    "module",
                    "gets " + last.kind() + " " + last.commandId() + " of revision " + last.revision() + replaces);
            return last;
        }
    }
}
