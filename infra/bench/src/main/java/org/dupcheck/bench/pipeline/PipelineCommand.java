package org.dupcheck.bench.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Measurement;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.client.CheckClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole way beside the hop and the commit it is made of, all in one run on one machine. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = "Measure the whole way: loading, submit → verdict, throughput, superseding, and where time goes.",
        sortOptions = false)
public final class PipelineCommand extends Measurement {
    private static final int RECORD_BYTES = 10_000;

    @Option(names = "--documents", paramLabel = "N", description = "Reference documents (default: ${DEFAULT-VALUE}).")
    private int documents = 7_000;

    @Option(names = "--checks", paramLabel = "N", description = "Checks by one client (default: ${DEFAULT-VALUE}).")
    private int checks = 500;

    @Option(names = "--clients", paramLabel = "N", description = "Clients at a time (default: ${DEFAULT-VALUE}).")
    private int clients = 32;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "The longest that one measurement may take (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Checks by many clients before any are measured (default: ${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(names = "--stops", paramLabel = "N", description = "Scans superseded (default: ${DEFAULT-VALUE}).")
    private int stops = 30;

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated texts (default: ${DEFAULT-VALUE}).")
    private long seed = 20_261_121;

    PipelineCommand() {
        super("pipeline", Duration.ofMinutes(6));
    }

    @Override
    protected void measure(Figures report) {
        report.field("seed", seed);
        say("writing " + documents + " documents");
        Corpus corpus = Corpus.generated(seed, documents);
        say("starting serve");
        try (ServeProcess serve = ServeProcess.start(Map.of());
                CheckClient client = CheckClient.builder(serve.endpoints().kafka())
                        .waitForRoom()
                        .source("/dupcheck/bench")
                        .build()) {
            serve.orTell(out(), () -> measureAll(report, serve, client, corpus));
        }
        say("measuring superseding, on a serve with slow scans");
        try (StopTime stopTime = StopTime.start()) {
            stopTime.serve()
                    .orTell(
                            out(),
                            () -> report.latency(
                                    "stop",
                                    "newer revision published → older stopped",
                                    stopTime.measure(seed, stops),
                                    "pages " + StopTime.PAGE_PAUSE_MILLIS + " ms apart; the newer has begun"));
        }
    }

    private void measureAll(Figures report, ServeProcess serve, CheckClient client, Corpus corpus) {
        say("measuring Kafka and PostgreSQL by themselves");
        Timings hop = RawHop.measure(serve.endpoints().kafka(), checks, 2 * checks, RECORD_BYTES);
        report.latency("rawHop", "raw hop (produce → poll)", hop, "records of 10 kB, acks=all");
        Timings commit = BareCommit.measure(serve.endpoints().databaseUrl(), checks, 2 * checks);
        report.latency("commit", "bare fenced commit", commit, "one row, durable");
        measureWay(report, serve, client, corpus, hop);
    }

    private void measureWay(Figures report, ServeProcess serve, CheckClient client, Corpus corpus, Timings hop) {
        GatewayApi gateway = new GatewayApi(serve.endpoints().http());
        say("loading the reference set");
        ReferenceLoader loader = new ReferenceLoader(client, gateway);
        List<String> references = corpus.references();
        for (int i = 0; i < references.size(); i++) {
            loader.add("d" + i, references.get(i));
        }
        report.figure(
                "documentsPerSecond",
                "documents loaded",
                loader.await(),
                "a second",
                documents + " of 3,000 characters");

        HttpChecks http = new HttpChecks(gateway);
        try (KafkaChecks kafka = new KafkaChecks(client, serve.endpoints().kafka())) {
            warmUp(report, corpus, client, http, kafka);
            say("checking with one client");
            StepTimes before = StepTimes.read(serve.endpoints().http());
            Timings overHttp = http.oneClient(workload(corpus, client, checks));
            StepTimes after = StepTimes.read(serve.endpoints().http());
            report.latency(
                    "http", "submit → verdict, one HTTP client", overHttp, "3,000 characters, 300 of them copied");
            Timings overKafka = kafka.oneClient(workload(corpus, client, checks));
            report.latency("kafka", "submit → verdict event, one Kafka client", overKafka, "client to listener");
            say("checking with " + clients + " clients");
            Timings waits = new Timings();
            report.figure(
                    "checksPerSecond",
                    "checks, HTTP, " + clients + " clients",
                    http.manyClients(workload(corpus, client, Long.MAX_VALUE), clients, waits),
                    "a second",
                    waits.toString());
            Timings events = new Timings();
            report.figure(
                    "kafkaChecksPerSecond",
                    "checks, Kafka, " + 2 * clients + " under way",
                    kafka.many(workload(corpus, client, Long.MAX_VALUE), 2 * clients, events),
                    "a second",
                    events.toString());
            breakDown(report, before, after, hop, overHttp);
        }
    }

    /**
     * A server just started still compiles itself, which takes as much of the processor as the checks do: after 2,000 checks
     * 2 to 4 ms a check, after 7,000 still 1 to 2. What is measured is one that has been at work.
     */
    private void warmUp(Figures report, Corpus corpus, CheckClient client, HttpChecks http, KafkaChecks kafka) {
        say("warming up for " + warmUp + " s");
        var unused = kafka.many(workload(corpus, client, Long.MAX_VALUE, warmUp / 2), 2 * clients, new Timings());
        double rate = http.manyClients(workload(corpus, client, Long.MAX_VALUE, warmUp / 2), clients, new Timings());
        report.field("checksPerSecondWhileWarmingUp", rate);
    }

    /** Where the time of the one HTTP client's checks went. */
    private static void breakDown(Figures report, StepTimes before, StepTimes after, Timings hop, Timings overHttp) {
        Map<String, String> remarks = Map.of(
                "begin", "one statement: the row, the corpus version, a verdict to reuse",
                "references", "bringing the index up to date",
                "scan", "fingerprints, pages, alignment, score",
                "store", "verdict, task and text in one transaction",
                "announce", "the verdict's event acknowledged; HTTP does not wait for it");
        report.line("of the HTTP p50: hop to the check role", hop.p50(), "ms", "as the raw hop");
        double known = hop.p50();
        for (String step : StepTimes.STEPS) {
            double mean = after.meanMillis(step, before);
            report.field(step + "MeanMillis", mean);
            report.line("  " + step, mean, "ms", remarks.getOrDefault(step, ""));
            known += step.equals("announce") ? 0 : mean;
        }
        double rest = overHttp.p50() - known;
        report.field("restMillis", rest);
        report.line("  rest", rest, "ms", "HTTP, JSON, dispatch, until the gateway's poller sees the verdict");
    }

    private Workload workload(Corpus corpus, CheckClient client, long most) {
        return workload(corpus, client, most, seconds);
    }

    private static Workload workload(Corpus corpus, CheckClient client, long most, int longestSeconds) {
        return new Workload(corpus, client::nextRevision, most, Duration.ofSeconds(longestSeconds));
    }
}
