package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.client.CheckClient;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.ReferenceFiles;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes files as approved reference documents and waits until the reference set has them all. */
@Command(
        name = "load",
        description = {
            "Load files into the reference set: folders of .txt, .md, .docx and .pdf, files of .jsonl or .jsonl.gz"
                    + " ({id, text}, or whole reference documents). What is there already under the same type and id is"
                    + " replaced. Whatever is not loaded is named, costs its neighbours nothing, and makes the exit status 1."
        },
        sortOptions = false)
final class CorpusLoadCommand implements Callable<Integer>, StopsInOrder {
    private final CommandContext context;

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
            description = "Kafka's bootstrap servers; by default those of the data folder's endpoints.json.")
    private @Nullable String kafka;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the reference set after the last document is sent (default:"
                    + " ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The node's settings: the topics' prefix and Kafka's security.")
    private @Nullable Path config;

    @Mixin
    private GatewayOption gateway = new GatewayOption();

    CorpusLoadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(path)) {
            throw new UserFaultException("there is no file or folder " + path);
        }
        NodeSettings settings = NodeSettings.load(config, context.environment(), Map.of());
        KafkaSettings servers =
                settings.kafka(kafka != null ? kafka : gateway.endpoints().kafka());
        long start = System.nanoTime();
        StopSignals signals = context.signals();
        try (LoadReport written = new LoadReport(report);
                CheckClient client = client(servers, settings);
                DocumentReader reader = new DocumentReader();
                LoadProgress progress = new LoadProgress(context, "loading", ReferenceFiles.bytes(path))) {
            CorpusLoad load = new CorpusLoad(client, progress, new InForce(api()), written);
            try {
                signals.interruptibly(() -> {
                    send(client, reader, load, progress);
                    return DupcheckCommand.DONE;
                });
            } catch (RuntimeException e) {
                if (!signals.isRaised()) {
                    throw e;
                }
                progress.finish();
                context.err()
                        .println("dupcheck: stopped; " + CorpusCommand.grouped(load.sent())
                                + " documents were sent and stay, the rest is not loaded");
                return DupcheckCommand.STOPPED;
            }
            progress.message("waiting for the reference set");
            try (AppliedOffsets applied = AppliedOffsets.open(servers, CorpusSyncSettings.DEFAULT_GROUP_ID)) {
                applied.await(load.ends(), Duration.ofSeconds(waitSeconds));
            }
            progress.finish();
            summary(load, System.nanoTime() - start);
            return load.rejected() + load.passedOver() == 0 ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
        } catch (KafkaException e) {
            throw new UserFaultException("Kafka at " + servers.bootstrapServers() + ": " + e.getMessage(), e);
        }
    }

    private void send(CheckClient client, DocumentReader reader, CorpusLoad load, LoadProgress progress) {
        try {
            new ReferenceFiles(type, client::nextRevision, reader, prefix).read(path, load, progress::bytes);
        } catch (IOException e) {
            throw new UserFaultException(path + " cannot be read: " + e.getMessage(), e);
        }
        load.awaitAcknowledged();
    }

    /** Null where Kafka alone was named. */
    private @Nullable GatewayApi api() {
        return kafka != null && !gateway.isNamed() ? null : gateway.api(context);
    }

    /** Nobody waits for a single document here: many of them go in one request, compressed. */
    private CheckClient client(KafkaSettings servers, NodeSettings settings) {
        return CheckClient.builder(servers.bootstrapServers())
                .topicPrefix(settings.topics().prefix())
                .property(ProducerConfig.LINGER_MS_CONFIG, "10")
                .property(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(1 << 20))
                .property(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .properties(servers.properties())
                .waitForRoom()
                .source("/dupcheck/corpus-load")
                .clock(context.clock())
                .build();
    }

    private void summary(CorpusLoad load, long nanos) {
        context.out()
                .println(CorpusCommand.grouped(load.sent()) + " documents loaded and in the reference set within "
                        + String.format(Locale.ROOT, "%.1f", nanos / 1e9) + " s ("
                        + LoadProgress.rate(load.sent(), nanos) + " a second); "
                        + CorpusCommand.grouped(load.replaced()) + " of them replaced others");
        if (load.rejected() > 0) {
            context.err().println("dupcheck: " + CorpusCommand.grouped(load.rejected()) + " refused; see above");
        }
        if (load.passedOver() > 0) {
            context.err()
                    .println("dupcheck: " + CorpusCommand.grouped(load.passedOver())
                            + " files of other kinds passed over; see above");
        }
    }
}
