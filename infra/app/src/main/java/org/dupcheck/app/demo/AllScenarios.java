package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All scenarios one after the other, with a table of what should come out and what did. */
final class AllScenarios implements Show {
    private final PrintWriter out;
    private final int width;
    private final Clock clock;

    /** @param width columns to print */
    AllScenarios(PrintWriter out, int width, Clock clock) {
        this.out = out;
        this.width = width;
        this.clock = clock;
    }

    @Override
    public boolean play(Backstage backstage) {
        List<ScenarioResult> outcomes = outcomes(backstage);
        ScenarioTable.lines(outcomes, width).forEach(out::println);
        out.println(summary(outcomes));
        return outcomes.stream().allMatch(ScenarioResult::asExpected);
    }

    private List<ScenarioResult> outcomes(Backstage backstage) {
        DemoSystem stage = backstage.system();
        DemoTexts texts = backstage.texts();
        DemoNodes nodes = backstage.nodes();
        Duration loading = stage.load(texts);
        NodeMetrics metrics = new NodeMetrics(nodes::urls);
        SubmissionScenarios submissions =
                new SubmissionScenarios(stage, texts, nodes.main().sms(), metrics);
        submissions.first();
        printTimes(nodes, loading, texts.size());

        List<ScenarioResult> outcomes = new ArrayList<>(submissions.play());
        outcomes.addAll(new ReferenceScenarios(stage, texts).play());
        outcomes.addAll(new PoisonScenario(stage, texts, backstage.raw()).play());
        outcomes.add(new BooksScenario(metrics).play());
        nodes.replaceChecking(DemoNodes.SLOW_SCANS);
        outcomes.addAll(new SupersedingScenarios(stage, texts, metrics).play());
        return outcomes;
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

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
