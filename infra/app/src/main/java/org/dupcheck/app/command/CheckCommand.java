package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pre-checks files and prints, and writes, what was found. */
@Command(
        name = "check",
        description = "Check files against the reference set of a running dupcheck and print the verdicts. They are"
                + " pre-checks: no submission is left behind.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all files were checked, whether duplicates were found or not",
            "1:a file was not checked, and why is said",
            "3:all were checked, and one or more have a larger share than --fail-over allows"
        },
        sortOptions = false)
final class CheckCommand implements Callable<Integer>, StopsInOrder {
    /** A file has more duplicates than allowed. */
    static final int OVER = 3;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files or folders of them: text, Markdown (.md), Word (.docx), PDF, or JSON: a submission, or"
                    + " {title, sections}.")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "Print the verdicts as JSON, one a line.")
    private boolean json;

    @Option(names = "--full", description = "Print all matches and passages, and passages whole.")
    private boolean full;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write a table, one line a match, for Excel and the like.")
    private @Nullable Path csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one page that stands alone: figures, and marked passages side by side.")
    private @Nullable Path html;

    @Option(
            names = "--fail-over",
            paramLabel = "SHARE",
            description = "Exit with 3 if a file's share of duplicates is larger, as in 0.3 or 30%%.")
    private @Nullable String failOver;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for each verdict (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.atLeast(spec, "--wait", waitSeconds, 1);
        double limit = failOver == null ? 1 : share(failOver);
        Chosen chosen = Chosen.of(paths);
        new OutputFiles(spec, chosen.files())
                .add("--csv", csv)
                .add("--html", html)
                .tryOut();
        chosen.passedOver().forEach(name -> context.err().println("dupcheck: " + name + ": passed over"));
        chosen.faults().forEach(fault -> context.err().println("dupcheck: " + fault.path() + ": " + fault.reason()));
        GatewayApi api = gateway.api(context);
        StopSignals signals = context.signals();
        List<CheckedFile> checked = new ArrayList<>();
        VerdictPage page = new VerdictPage(context.clock().instant());
        try (DocumentReader reader = new DocumentReader()) {
            FileCheck check = new FileCheck(context, api, reader, waitSeconds);
            boolean single = chosen.files().size() == 1;
            for (Path file : chosen.files()) {
                CheckedFile one = signals.interruptibly(() -> check.check(file, done -> show(done, single, page)));
                checked.add(one);
            }
        } catch (RuntimeException e) {
            if (!signals.isRaised()) {
                throw e;
            }
            context.err()
                    .println("dupcheck: stopped after " + checked.size() + " of "
                            + chosen.files().size() + " files; nothing is written");
            return DupcheckCommand.STOPPED;
        }
        if (!json && chosen.files().size() > 1) {
            table(checked);
        }
        write(checked, page);
        return status(checked, limit, chosen);
    }

    private void show(CheckedFile file, boolean single, VerdictPage page) {
        if (file.verdict() == null) {
            context.err().println("dupcheck: " + file.name() + ": " + file.fault());
        } else if (json) {
            context.out().println(file.json());
        } else if (single || full) {
            if (!single) {
                context.out().println();
                context.out().println(file.name());
            }
            new VerdictPrinter(context.width(), file.texts(), full)
                    .lines(file.verdict())
                    .forEach(context.out()::println);
        }
        if (html != null) {
            page.add(file);
        }
    }

    private void table(List<CheckedFile> files) {
        Table table =
                new Table("file", ">share", ">matched tokens", ">longest run", ">matches", "largest match", "notes");
        files.forEach(file -> table.row(file.cells()));
        table.lines(context.width()).forEach(context.out()::println);
    }

    private void write(List<CheckedFile> files, VerdictPage page) {
        if (csv != null) {
            write(csv, VerdictCsv.of(files));
        }
        if (html != null) {
            write(html, page.html());
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be written: " + Reason.of(e), e);
        }
    }

    private int status(List<CheckedFile> files, double limit, Chosen chosen) {
        if (chosen.files().isEmpty()) {
            throw new UserFaultException("there is no file to check");
        }
        if (!chosen.faults().isEmpty() || files.stream().anyMatch(file -> file.verdict() == null)) {
            return DupcheckCommand.FAILED;
        }
        return failOver != null && files.stream().anyMatch(file -> file.containment() > limit)
                ? OVER
                : DupcheckCommand.DONE;
    }

    private double share(String given) {
        try {
            double share = given.endsWith("%")
                    ? Double.parseDouble(given.substring(0, given.length() - 1)) / 100
                    : Double.parseDouble(given);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ParameterException(
                spec.commandLine(), "--fail-over: a share from 0 to 1 or from 0% to 100% expected, not " + given);
    }
}
