package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.command.CorpusDifferences.Kind;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.documents.references.ReferenceList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a business module's own list against the reference set, and mends the set. */
@Command(
        name = "reconcile",
        description = {
            "Compare the reference set with a list of what should be in it: a file of .jsonl or .jsonl.gz, a document a"
                    + " line. A line with a text ({id, text}, or a whole reference document, as 'corpus load' reads them) is"
                    + " compared by title, owner, origin and sections; a line of documentType and documentId by revision or"
                    + " contentHash, if it has them. A line without a title means a document without one, or with its id"
                    + " for one.",
            "Only document types that stand in the list are compared, or those of --type. What is refused in the list"
                    + " is named, and makes the exit status 1."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the reference set is as the list says, or has been made so",
            "1:it is not, or not all of the list could be read"
        },
        sortOptions = false)
final class CorpusReconcileCommand implements Callable<Integer> {
    private static final int MAX_NAMED = 20;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The list.")
    private Path file = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Compare this type only; may be given more than once. Lines that do not say theirs are of the"
                    + " first one, or of 'reference' where this is left out.")
    private List<String> types = List.of();

    @Option(
            names = "--fix",
            description = "Make the reference set as the list says: approve what is missing, edit what is different,"
                    + " delete what is extra. How many these are is told, and asked for unless --yes is there. Where a line"
                    + " could not be read, nothing is deleted, for it may name what seems extra.")
    private boolean fix;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--full", description = "Name all differences, and not only the first of each kind.")
    private boolean full;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write all differences, and what --fix did, one a line: what, where, id and remark, by tabs.")
    private @Nullable Path report;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    private int named;

    CorpusReconcileCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserFaultException("there is no file " + file);
        }
        if (!ReferenceList.isOne(file)) {
            throw new UserFaultException(file + " is no list: a file of .jsonl or .jsonl.gz expected");
        }
        new OutputFiles(spec, List.of(file)).add("--report", report).tryOut();
        GatewayApi api = gateway.api(context);
        try (LoadReport written = new LoadReport(report)) {
            CorpusDifferences differences = new CorpusDifferences(context, written, full);
            CorpusComparison comparison = new CorpusComparison(api, file, types, differences);
            if (full) {
                comparison.run(bytes -> {}); // names are printed as they are found: no bar among them
            } else {
                try (LoadProgress progress = new LoadProgress(context, "comparing", Files.size(file))) {
                    comparison.run(bytes -> {
                        progress.documents(comparison.lines());
                        progress.bytes(bytes);
                    });
                }
            }
            differences.print();
            sayWhatIsLeftAlone(api, comparison);
            if (!fix || differences.isEqual()) {
                return conclude(differences, "equals");
            }
            return mend(api, comparison, differences, written);
        }
    }

    private void sayWhatIsLeftAlone(GatewayApi api, CorpusComparison comparison) {
        String others = api.referenceSet().counts().entrySet().stream()
                .filter(type -> !comparison.types().contains(type.getKey()))
                .map(type -> type.getKey() + " (" + CorpusCommand.grouped(type.getValue()) + ")")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            context.out()
                    .println("not compared, for " + (types.isEmpty() ? "no line" : "no --type") + " names them: "
                            + others);
        }
    }

    private int conclude(CorpusDifferences differences, String equals) {
        if (differences.isEqual()) {
            context.out().println("the reference set " + equals + " the list");
        } else {
            context.out()
                    .println("the reference set differs from the list: " + counts(differences)
                            + (fix ? "" : "; --fix mends it"));
        }
        if (differences.refused() > 0) {
            context.err()
                    .println("dupcheck: " + CorpusCommand.grouped(differences.refused())
                            + " lines of the list were refused; see above");
        }
        return differences.isEqual() && differences.refused() == 0 ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
    }

    private static String counts(CorpusDifferences differences) {
        return Arrays.stream(Kind.values())
                .map(kind -> CorpusCommand.grouped(differences.count(kind)) + " " + kind.word())
                .collect(Collectors.joining(", "));
    }

    private int mend(GatewayApi api, CorpusComparison comparison, CorpusDifferences differences, LoadReport written) {
        boolean removing = differences.unreadable() == 0;
        if (!removing && differences.count(Kind.EXTRA) > 0) {
            context.err()
                    .println(
                            "dupcheck: nothing is deleted, for a line that could not be read may name what seems extra");
        }
        long changes = differences.count(Kind.MISSING)
                + differences.count(Kind.DIFFERENT)
                - differences.withoutText()
                + (removing ? differences.count(Kind.EXTRA) : 0);
        if (changes == 0) {
            context.err().println("dupcheck: nothing of this can be mended");
            return conclude(differences, "equals");
        }
        if (!yes && !isConfirmed(changes)) {
            context.err().println("dupcheck: nothing changed");
            return DupcheckCommand.FAILED;
        }
        CorpusRepair mending = new CorpusRepair(api, context.clock(), comparison, outcome(written));
        mending.run(removing);
        context.out()
                .println(CorpusCommand.grouped(mending.applied(ReferenceEventKind.APPROVED)) + " approved, "
                        + CorpusCommand.grouped(mending.applied(ReferenceEventKind.EDITED)) + " edited, "
                        + CorpusCommand.grouped(mending.applied(ReferenceEventKind.DELETED))
                        + " deleted; compared again:");
        CorpusDifferences left = new CorpusDifferences(context, written, full);
        new CorpusComparison(api, file, types, left).run(bytes -> {});
        left.print();
        return conclude(left, "now equals");
    }

    private boolean isConfirmed(long changes) {
        String count = Long.toString(changes);
        return Question.isAnswered(
                context,
                "this would change " + count + " documents of the reference set",
                "Change " + count + " documents of the reference set? Type the number to confirm: ",
                count);
    }

    private CorpusRepair.Outcome outcome(LoadReport written) {
        return new CorpusRepair.Outcome() {
            @Override
            public void applied(DocumentKey key, ReferenceEventKind kind, long revision) {
                written.line(CheckedFile.words(kind.name()), "", key.toString(), "revision " + revision);
            }

            @Override
            public void refused(DocumentKey key, ReferenceEventKind kind, String reason) {
                written.line("not " + CheckedFile.words(kind.name()), "", key.toString(), reason);
                if (full || named < MAX_NAMED) {
                    named++;
                    context.err()
                            .println("dupcheck: " + key + " is not " + CheckedFile.words(kind.name()) + ": " + reason);
                }
            }
        };
    }
}
