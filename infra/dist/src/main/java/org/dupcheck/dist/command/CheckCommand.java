package org.dupcheck.dist.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.dist.api.GatewayApi;
import org.dupcheck.dist.terminal.UserFaultException;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.DocumentReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pre-checks one file and prints the verdict. */
@Command(
        name = "check",
        description = "Check a file against the reference set of a running dupcheck and print the verdict.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:a verdict was printed, whether duplicates were found or not", "1:none was, and why is said"},
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    private static final String TYPE = "file";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Surroundings surroundings;
    private final JsonCodec codec = new JsonCodec();

    @Parameters(
            paramLabel = "FILE",
            description = "Text, Markdown (.md), Word (.docx), PDF, or JSON: a submission, or {title, sections}.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the verdict (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Submission submission = submission();
        GatewayApi api = new GatewayApi(gateway.http());
        String verdictJson = verdict(api, submission);
        if (json) {
            surroundings.out().println(verdictJson);
            return DupcheckCommand.DONE;
        }
        Verdict verdict = codec.read(verdictJson.getBytes(StandardCharsets.UTF_8), Verdict.class);
        new VerdictPrinter(
                        surroundings.width(),
                        match -> api.match(verdict.verdictId(), match.documentType(), match.documentId()))
                .lines(verdict)
                .forEach(surroundings.out()::println);
        return DupcheckCommand.DONE;
    }

    /** The file as a submission of its own: the same file again is the same document's next revision. */
    private Submission submission() {
        String id = UUID.nameUUIDFromBytes(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        try {
            if (DocumentReader.ending(file).equals("json")) {
                Map<String, Object> defaults = Map.of(
                        "businessType",
                        TYPE,
                        "businessId",
                        id,
                        "revision",
                        revision(),
                        "mode",
                        Mode.PRECHECK,
                        "title",
                        String.valueOf(file.getFileName()));
                Submission given = codec.read(Files.readAllBytes(file), Submission.class, defaults);
                // whatever it asks for, here it is only looked at; under its own id it would supersede a real check
                return new Submission(TYPE, id, revision(), Mode.PRECHECK, given.title(), given.sections(), null, null);
            }
            DocumentReading document;
            try (DocumentReader reader = new DocumentReader()) {
                document = reader.read(file);
            }
            document.unread().forEach(what -> surroundings.err().println("dupcheck: " + file + ": " + what));
            return new Submission(
                    TYPE,
                    id,
                    revision(),
                    Mode.PRECHECK,
                    document.title(),
                    document.sections(),
                    null,
                    null,
                    null,
                    document.signals());
        } catch (NoSuchFileException e) {
            throw new UserFaultException("there is no file " + file, e);
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** As the Java client counts: microseconds since 1970. */
    private long revision() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, surroundings.clock().instant());
    }

    private String verdict(GatewayApi api, Submission submission) {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        Duration wait = Duration.ofMillis(Math.min(GatewayApi.MAX_WAIT.toMillis(), 1_000L * waitSeconds));
        String verdict = api.submit(codec.write(submission), wait).verdictJson();
        while (verdict == null) {
            Check check = api.check(submission.key())
                    .orElseThrow(() -> new UserFaultException("the gateway does not know the submission any more"));
            if (check.state() == CheckState.FINISHED && check.verdictId() != null) {
                verdict = api.verdictJson(check.verdictId());
            } else if (check.state() == CheckState.FAILED) {
                throw new UserFaultException("the check failed: " + check.error());
            } else if (check.revision() > submission.revision()) {
                throw new UserFaultException("the submission was overtaken by a newer one of the same key");
            } else if (System.nanoTime() > deadline) {
                throw new UserFaultException("no verdict within " + waitSeconds + " s; the check is "
                        + check.state() + " (" + check.pagesDone() + " of " + check.pagesTotal()
                        + " pages); is a node with the role check running?");
            } else {
                pause();
            }
        }
        return verdict;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while waiting for the verdict", e);
        }
    }
}
