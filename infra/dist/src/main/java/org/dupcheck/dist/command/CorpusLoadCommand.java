package org.dupcheck.dist.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dupcheck.client.CheckClient;
import org.dupcheck.dist.UserFaultException;
import org.dupcheck.dist.document.ReferenceFiles;
import org.dupcheck.dist.node.NodeSettings;
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
            "Load files into the reference set: folders of .txt, .md and .docx, files of .jsonl or .jsonl.gz"
                    + " ({id, text}, or whole reference documents). What is there already under the same type and id is"
                    + " replaced. Bad lines are named and passed over; the exit status is 1 then."
        },
        sortOptions = false)
final class CorpusLoadCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = "A file or a folder.")
    private Path path = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "reference",
            description = "Type of the documents that do not say theirs (default: ${DEFAULT-VALUE}).")
    private String type = "reference";

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

    CorpusLoadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(path)) {
            throw new UserFaultException("there is no file or folder " + path);
        }
        NodeSettings settings = NodeSettings.load(config, surroundings.environment(), java.util.Map.of());
        String servers = kafka != null ? kafka : gateway.endpoints().kafka();
        KafkaSettings kafkaSettings = settings.kafka(servers);
        long start = System.nanoTime();
        try (CheckClient client = CheckClient.builder(servers)
                        .topicPrefix(settings.topics().prefix())
                        .properties(kafkaSettings.properties())
                        .source("/dupcheck/corpus-load")
                        .clock(surroundings.clock())
                        .build();
                CorpusLoad load = new CorpusLoad(
                        client, new LoadProgress(surroundings, ReferenceFiles.bytes(path)), surroundings.err())) {
            new ReferenceFiles(type, client::nextRevision).read(path, load, load::read);
            load.awaitAcknowledged();
            load.progress().message("waiting for the reference set");
            awaitApplied(kafkaSettings, settings);
            load.progress().close();
            summary(load, System.nanoTime() - start);
            return load.rejected() == 0 ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
        }
    }
}
