package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
     * Plays all scenarios.
     *
     * @param folder for logs and the like; may be deleted afterwards
     * @param keep leave everything running until a signal comes
     * @return whether everything came out as it must
     */
    public boolean run(Path folder, boolean keep, StopSignals signals) {
        return run(new AllScenarios(out, width, clock), folder, keep, signals);
    }

    /**
     * Tells how verdicts stay true, scene by scene; otherwise as {@link #run}.
     *
     * @param pace the pause before each scene
     */
    public boolean tellLiving(Duration pace, Path folder, boolean keep, StopSignals signals) {
        return run(new LivingStory(out, pace), folder, keep, signals);
    }

    /**
     * Tells how applicants are asked and work orders submitted once, scene by scene; otherwise as {@link #run}.
     *
     * @param pace the pause before each scene
     */
    public boolean tellConfirm(Duration pace, Path folder, boolean keep, StopSignals signals) {
        return run(new ConfirmStory(out, pace, clock), folder, keep, signals);
    }

    private boolean run(Show show, Path folder, boolean keep, StopSignals signals) {
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
            DemoSystem system = new DemoSystem(
                    client, new GatewayApi(nodes.main().endpoints().http()), watch, new Topics());
            return play(show, new Backstage(system, written(writing), nodes, client, raw), keep, signals);
        }
    }

    private boolean play(Show show, Backstage backstage, boolean keep, StopSignals signals) {
        try {
            boolean good = show.play(backstage);
            if (keep) {
                keep(backstage, signals);
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

    private void keep(Backstage backstage, StopSignals signals) {
        DemoNodes nodes = backstage.nodes();
        nodes.replaceChecking(Map.of());
        new Samples(backstage).submit();
        out.println();
        out.println("It goes on until Ctrl-C:");
        out.println("  pages     " + nodes.main().endpoints().http()
                + "/   (choose one of four people: 王芳 and 李明 write, 陈静 reviews, 赵强 operates)");
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
}
