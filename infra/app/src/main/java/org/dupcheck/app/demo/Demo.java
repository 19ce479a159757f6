package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.runtime.metrics.Meters;

/**
 * Shows the whole way of a submission on a real Kafka and a real PostgreSQL, with texts of its own, and holds everything
 * that comes out against what must.
 */
public final class Demo {
    /** Reference documents at the beginning. */
    private static final int DOCUMENTS = 40;

    private final long seed;
    private final PrintWriter out;
    private final int width;
    private final Clock clock;

    /**
     * Readies the demo.
     *
     * @param seed of the texts: the same seed, the same texts
     * @param width columns to print
     */
    public Demo(long seed, PrintWriter out, int width, Clock clock) {
        this.seed = seed;
        this.out = out;
        this.width = width;
        this.clock = clock;
    }

    /**
     * Plays it.
     *
     * @param folder for logs and the like; may be deleted afterwards
     * @param keep leave everything running until a signal comes
     * @return whether everything came out as it must
     */
    public boolean run(Path folder, boolean keep, StopSignals signals) {
        out.println("dupcheck demo: the way of a submission on a real Kafka and a real PostgreSQL; texts from seed "
                + seed);
        // written while the servers start
        FutureTask<DemoTexts> writing = new FutureTask<>(() -> new DemoTexts(seed, DOCUMENTS));
        Thread writer = new Thread(writing, "dupcheck-demo-writer");
        writer.setDaemon(true);
        writer.start();
        try (DemoNodes nodes = new DemoNodes(folder, clock, signals);
                CheckClient client = CheckClient.builder(nodes.main().servers().bootstrapServers())
                        .source("/dupcheck/demo")
                        .clock(clock)
                        .build();
                Meters meters = new Meters();
                RecordPublisher raw = RecordPublisher.open(
                        KafkaSettings.of(nodes.main().servers().bootstrapServers()),
                        "dupcheck-demo",
                        meters.registry());
                TopicWatch watch = watch(nodes)) {
            return play(nodes, client, raw, watch, written(writing), keep, signals);
        }
    }

    private boolean play(
            DemoNodes nodes,
            CheckClient client,
            RecordPublisher raw,
            TopicWatch watch,
            DemoTexts library,
            boolean keep,
            StopSignals signals) {
        try {
            DemoSystem stage = new DemoSystem(
                    client, new GatewayApi(nodes.main().endpoints().http()), watch, new Topics());
            List<ScenarioResult> outcomes = play(stage, library, nodes, client, raw);
            ScenarioTable.lines(outcomes, width).forEach(out::println);
            boolean good = outcomes.stream().allMatch(ScenarioResult::asExpected);
            out.println(summary(outcomes));
            if (keep) {
                keep(nodes, signals);
            }
            return good;
        } finally {
            signals.endInOrder();
        }
    }

    private static DemoTexts written(FutureTask<DemoTexts> writing) {
        try {
            return writing.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo has no texts", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while the texts were written", e);
        }
    }

    private static TopicWatch watch(DemoNodes nodes) {
        Topics topics = new Topics();
        return new TopicWatch(
                nodes.main().servers().bootstrapServers(),
                List.of(topics.verdicts(), topics.workOrders(), Topics.deadLetter(topics.submissions())));
    }

    private List<ScenarioResult> play(
            DemoSystem stage, DemoTexts library, DemoNodes nodes, CheckClient client, RecordPublisher raw) {
        Duration loading = load(stage, library, client);
        NodeMetrics metrics = new NodeMetrics(nodes::urls);
        SubmissionScenarios submissions =
                new SubmissionScenarios(stage, library, nodes.main().sms(), metrics);
        submissions.first();
        printTimes(nodes, loading, library.size());

        List<ScenarioResult> outcomes = new ArrayList<>(submissions.play());
        outcomes.addAll(new ReferenceScenarios(stage, library).play());
        outcomes.addAll(new PoisonScenario(stage, library, raw).play());
        outcomes.add(new BooksScenario(metrics).play());
        nodes.replaceChecking(DemoNodes.SLOW_SCANS);
        outcomes.addAll(new SupersedingScenarios(stage, library, metrics).play());
        return outcomes;
    }

    private static Duration load(DemoSystem stage, DemoTexts library, CheckClient client) {
        long start = System.nanoTime();
        CompletableFuture<?>[] sent =
                library.events(client).stream().map(client::publish).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sent).join();
        DemoSystem.awaitTrue(
                "the reference set", () -> stage.api().referenceSet().total() == library.size());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void printTimes(DemoNodes nodes, Duration loading, int documents) {
        Instant jvmStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        out.println("PostgreSQL up in " + seconds(nodes.main().servers().postgresStart()) + ", Kafka in "
                + seconds(nodes.main().servers().kafkaStart()) + ", " + documents + " reference documents in "
                + seconds(loading) + "; first verdict " + seconds(Duration.between(jvmStart, clock.instant()))
                + " after the start");
        out.println();
    }

    private static String summary(List<ScenarioResult> outcomes) {
        long wrong = outcomes.stream().filter(outcome -> !outcome.asExpected()).count();
        return wrong == 0
                ? "\nAll " + outcomes.size() + " came out as they must."
                : "\n" + wrong + " of " + outcomes.size() + " did not come out as they must.";
    }

    private void keep(DemoNodes nodes, StopSignals signals) {
        nodes.replaceChecking(Map.of());
        out.println();
        out.println("It goes on until Ctrl-C:");
        out.println("  http      " + nodes.main().endpoints().http() + "   (./dupcheck check FILE --url "
                + nodes.main().endpoints().http() + ")");
        out.println("  kafka     " + nodes.main().endpoints().kafka());
        out.println("  database  " + nodes.main().endpoints().databaseUrl());
        try {
            signals.await();
        } catch (InterruptedException e) {
            // a signal interrupts as well: it is what was waited for
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
