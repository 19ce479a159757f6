package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.command.LoadOutcomes.Kind;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.references.ReferenceFiles;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes files as reference documents, and says what came of each. */
@Command(
        name = "load",
        description = {
            "Load files into the reference set: folders of .txt, .md, .docx and .pdf, files of .jsonl or .jsonl.gz"
                    + " ({id, text}, or whole reference documents). What is there already under the same type and id is"
                    + " replaced. A line may also edit or delete a document (kind). What was replaced, removed or refused, and"
                    + " what is without effect, as an older revision is, is named. What is not loaded costs its neighbours"
                    + " nothing, and makes the exit status 1."
        },
        sortOptions = false)
final class CorpusLoadCommand implements Callable<Integer>, StopsInOrder {
    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "A file or a folder.")
    private Path path = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "reference",
            description = "Type of the documents that do not say theirs (default: ${DEFAULT-VALUE}).")
    private String type = "reference";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description =
                    "What the ids of files begin with, before their path within the folder, as in 2023/ : files of the"
                            + " same name in folders loaded apart would otherwise replace each other.")
    private String prefix = "";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what became of each file and line: the console names the first of each kind only.")
    private @Nullable Path report;

    @Option(
            names = "--kafka",
            paramLabel = "SERVERS",
            description =
                    "Send to Kafka itself, at these bootstrap servers, where there is no gateway to go through. What"
                            + " each document changed is not known then.")
    private @Nullable String kafka;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait until the reference set has what was sent (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "With --kafka, the node's settings: the topics' prefix and Kafka's security.")
    private @Nullable Path config;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusLoadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Options.atLeast(spec, "--wait", waitSeconds, 1);
        Options.type(spec, "--type", type);
        Options.servers(spec, "--kafka", kafka);
        if (!Files.exists(path)) {
            throw new UserFaultException("there is no file or folder " + path);
        }
        GatewayApi api = kafka == null ? gateway.api(context) : null;
        new OutputFiles(spec, List.of(path)).add("--report", report).tryOut();
        long start = System.nanoTime();
        StopSignals signals = context.signals();
        try (LoadReport written = new LoadReport(report);
                DocumentReader reader = new DocumentReader();
                LoadProgress progress = new LoadProgress(context, "loading", ReferenceFiles.bytes(path))) {
            LoadOutcomes outcomes = new LoadOutcomes(progress, written);
            try (DocumentPublisher publisher = publisher(api, outcomes)) {
                signals.interruptibly(() -> {
                    send(publisher, new CorpusLoad(publisher, outcomes, progress), reader, progress);
                    return DupcheckCommand.DONE;
                });
            } catch (RuntimeException e) {
                progress.finish();
                if (!signals.isRaised()) {
                    if (done(outcomes) > 0) {
                        cutShort("not all is loaded", outcomes);
                    }
                    throw e;
                }
                cutShort("stopped", outcomes);
                return DupcheckCommand.STOPPED;
            }
            progress.finish();
            summary(outcomes, System.nanoTime() - start);
            return outcomes.isWhole() ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
        }
    }

    private DocumentPublisher publisher(@Nullable GatewayApi api, LoadOutcomes outcomes) {
        Duration patience = Duration.ofSeconds(waitSeconds);
        if (api != null) {
            return new GatewayDocumentPublisher(api, context.clock(), patience, outcomes);
        }
        NodeSettings settings = NodeSettings.load(config, context.environment(), Map.of());
        KafkaSettings servers = settings.kafka(Objects.requireNonNull(kafka));
        return new KafkaDocumentPublisher(context, servers, settings, patience, outcomes);
    }

    private void send(DocumentPublisher publisher, CorpusLoad load, DocumentReader reader, LoadProgress progress) {
        try {
            new ReferenceFiles(type, publisher::nextRevision, reader, prefix).read(path, load, progress::bytes);
        } catch (IOException e) {
            throw new UserFaultException(path + " cannot be read: " + Reason.of(e), e);
        }
        progress.message("waiting for the reference set");
        publisher.finish();
    }

    private void cutShort(String why, LoadOutcomes outcomes) {
        context.err()
                .println("dupcheck: " + why + "; " + CorpusCommand.documents(done(outcomes))
                        + " had been dealt with and stay so, some may be under way, the rest is not sent");
    }

    private static long done(LoadOutcomes outcomes) {
        return outcomes.count(Kind.LOADED)
                + outcomes.count(Kind.REPLACED)
                + outcomes.count(Kind.REMOVED)
                + outcomes.count(Kind.SENT);
    }

    private void summary(LoadOutcomes outcomes, long nanos) {
        String within = " within " + String.format(Locale.ROOT, "%.1f", nanos / 1e9) + " s ("
                + LoadProgress.rate(done(outcomes), nanos) + " a second)";
        if (kafka != null) {
            context.out()
                    .println(CorpusCommand.documents(outcomes.count(Kind.SENT))
                            + " sent to Kafka, and dealt with by the reference set" + within
                            + "; what each changed only a gateway tells, so leave out --kafka to see it");
        } else {
            long replaced = outcomes.count(Kind.REPLACED);
            long removed = outcomes.count(Kind.REMOVED);
            context.out()
                    .println(CorpusCommand.documents(outcomes.count(Kind.LOADED) + replaced)
                            + " loaded and in the reference set" + within + "; " + CorpusCommand.grouped(replaced)
                            + " of them replaced others"
                            + (removed == 0 ? "" : "; " + CorpusCommand.documents(removed) + " removed"));
        }
        complain(outcomes.count(Kind.WITHOUT_EFFECT), "without effect");
        complain(outcomes.count(Kind.REFUSED), "refused");
        complain(outcomes.count(Kind.PASSED_OVER), "files of other kinds passed over");
    }

    private void complain(long count, String what) {
        if (count > 0) {
            context.err().println("dupcheck: " + CorpusCommand.grouped(count) + " " + what + "; see above");
        }
    }
}
