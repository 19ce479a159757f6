package org.dupcheck.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.gateway.policies.PreviewAnswer;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Changed;
import org.dupcheck.store.policies.PreviewState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a draft policy would change. */
@Command(
        name = "preview",
        description = {
            "Say which verdicts a draft would change, and save nothing. The newest submissions of the type are checked"
                    + " under the draft and under the policy in force, both against the reference set as it stands.",
            "It needs a running node with the check role, and takes seconds to minutes."
        },
        sortOptions = false)
final class PolicyPreviewCommand implements Callable<Integer> {
    /** A preview that has no end by then is left alone: it goes on, and its result stays for a day. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int MAX_SAMPLE = 1_000;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TYPE", description = "The business type.")
    private String type = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The draft, JSON as 'policy show' prints it.")
    private Path file = Path.of("");

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "200",
            description = "Submissions to look at, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    PolicyPreviewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.between(spec, "--sample", sample, 1, MAX_SAMPLE);
        GatewayApi api = gateway.api(context);
        Instant end = context.clock().instant().plus(PATIENCE);
        PreviewAnswer preview = api.previewPolicy(type, PolicyCommand.bytes(file), sample, GatewayApi.MAX_WAIT);
        while (!preview.state().isEnd()) {
            if (context.clock().instant().isAfter(end)) {
                throw new UserFaultException("the preview has no end after " + PATIENCE.toMinutes()
                        + " minutes; ask again at " + preview.links().get("self"));
            }
            context.err().println(standing(preview));
            preview = api.policyPreview(type, preview.previewId(), GatewayApi.MAX_WAIT);
        }
        PreviewResult result = preview.result();
        if (preview.state() != PreviewState.FINISHED || result == null) {
            throw new UserFaultException(String.valueOf(preview.detail()));
        }
        print(result);
        return DupcheckCommand.DONE;
    }

    private static String standing(PreviewAnswer preview) {
        return preview.total() == null
                ? "dupcheck: the preview waits: " + preview.detail()
                : "dupcheck: " + preview.done() + " of " + preview.total() + " submissions looked at";
    }

    private void print(PreviewResult result) {
        context.out()
                .println(CorpusCommand.grouped(result.sampled()) + " submissions of " + type
                        + " under the draft, against version " + result.policyVersion() + " of the policy"
                        + " (corpus version " + result.corpusVersion() + ", statistics version "
                        + result.statisticsVersion() + ")");
        if (result.notChecked() > 0) {
            context.out().println(CorpusCommand.grouped(result.notChecked()) + " more could not be compared");
        }
        Table numbers = new Table("what would change", ">verdicts");
        numbers.row("from NONE to DUPLICATES", CorpusCommand.grouped(result.toDuplicates()));
        numbers.row("from DUPLICATES to NONE", CorpusCommand.grouped(result.toNone()));
        numbers.row("another containment", CorpusCommand.grouped(result.containmentMoved()));
        numbers.row("other reasons for a confirmation", CorpusCommand.grouped(result.reasonsChanged()));
        numbers.lines(context.width()).forEach(context.out()::println);
        if (!result.changed().isEmpty()) {
            context.out().println();
            changed(result.changed()).lines(context.width()).forEach(context.out()::println);
        }
        if (result.changed().size() == PreviewResult.MAX_CHANGED) {
            context.out().println("no more than " + PreviewResult.MAX_CHANGED + " are named");
        }
    }

    private static Table changed(List<Changed> all) {
        Table table = new Table("business id", "result", ">containment", "confirmation", "verdict");
        for (Changed one : all) {
            table.row(
                    one.businessId(),
                    one.resultState().same()
                            ? one.resultState().after().name()
                            : one.resultState().before() + " → "
                                    + one.resultState().after(),
                    one.containment().same()
                            ? VerdictPrinter.percent(one.containment().after())
                            : VerdictPrinter.percent(one.containment().before()) + " → "
                                    + VerdictPrinter.percent(one.containment().after()),
                    one.confirmationReasons().same()
                            ? "as before"
                            : reasons(one.confirmationReasons().before()) + " → "
                                    + reasons(one.confirmationReasons().after()),
                    one.verdictId());
        }
        return table;
    }

    private static String reasons(List<ConfirmationReason> reasons) {
        return reasons.isEmpty() ? "none" : reasons.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
