package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.api.GatewayException;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.gateway.verdicts.MatchView;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Checks files one by one, each as a pre-check with an id of its own: two runs over one file do not know of each other. What is wrong with a file is told of it; what is wrong with the gateway ends the run.
 */
final class FileCheck {
    private static final String TYPE = "file";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CommandContext context;
    private final GatewayApi api;
    private final DocumentReader reader;
    private final int waitSeconds;
    private final JsonCodec codec = new JsonCodec();

    FileCheck(CommandContext context, GatewayApi api, DocumentReader reader, int waitSeconds) {
        this.context = context;
        this.api = api;
        this.reader = reader;
        this.waitSeconds = waitSeconds;
    }

    /** @param show is given the outcome while the texts of its matches can be asked for */
    CheckedFile check(Path file, Consumer<CheckedFile> show) {
        String name = file.toString();
        Submission submission;
        try {
            submission = submission(file);
        } catch (UnreadableDocumentException e) {
            return shown(failed(name, String.valueOf(e.getMessage())), show);
        } catch (InvalidMessageException e) {
            return shown(failed(name, reason(e)), show);
        } catch (NoSuchFileException e) {
            return shown(failed(name, "there is no file " + file), show);
        } catch (IOException e) {
            return shown(failed(name, "it cannot be read: " + Reason.of(e)), show);
        }
        return shown(checked(name, submission), show);
    }

    private static CheckedFile shown(CheckedFile file, Consumer<CheckedFile> show) {
        show.accept(file);
        return file;
    }

    private static CheckedFile failed(String name, String fault) {
        return new CheckedFile(name, null, "", fault, match -> null);
    }

    private CheckedFile checked(String name, Submission submission) {
        Map<String, MatchView> texts = new HashMap<>();
        try {
            String json = verdict(submission);
            Verdict verdict = codec.read(json, Verdict.class);
            return new CheckedFile(
                    name,
                    verdict,
                    json,
                    "",
                    match -> texts.computeIfAbsent(
                            match.documentType() + ":" + match.documentId(),
                            key -> api.match(verdict.verdictId(), match.documentType(), match.documentId())));
        } catch (GatewayException e) {
            return failed(name, String.valueOf(e.getMessage()));
        } catch (NotCheckedException e) {
            return failed(name, String.valueOf(e.getMessage()));
        } catch (InvalidMessageException e) { // this file's sections break a bound of the contract
            return failed(name, reason(e));
        }
    }

    private static String reason(InvalidMessageException e) {
        return (e.path().isEmpty() ? "" : e.path() + ": ") + e.getMessage();
    }

    private Submission submission(Path file) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
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
        DocumentReading document = reader.read(file);
        document.unread().forEach(what -> context.err().println("dupcheck: " + file + ": " + what));
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
    }

    /** As the Java client counts: microseconds since 1970. */
    private long revision() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, context.clock().instant());
    }

    private String verdict(Submission submission) {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        Duration wait = Duration.ofMillis(Math.min(GatewayApi.MAX_WAIT.toMillis(), 1_000L * waitSeconds));
        @Nullable String verdict = api.submit(codec.write(submission), wait).orElse(null);
        while (verdict == null) {
            Check check = api.check(submission.key())
                    .orElseThrow(() -> new NotCheckedException("the gateway does not know the check any more"));
            if (check.state() == CheckState.FINISHED && check.verdictId() != null) {
                verdict = api.verdictJson(check.verdictId());
            } else if (check.state() == CheckState.FAILED) {
                throw new NotCheckedException("the check failed: " + check.error());
            } else if (System.nanoTime() > deadline) {
                throw new NotCheckedException("no verdict within " + waitSeconds + " s (--wait); the check is "
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

    /** This one file has no verdict; the next may have one. */
    private static final class NotCheckedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotCheckedException(String message) {
            super(message);
        }
    }
}
