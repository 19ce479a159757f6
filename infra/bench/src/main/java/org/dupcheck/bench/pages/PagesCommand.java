package org.dupcheck.bench.pages;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Measurement;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the pages: what each weighs and takes; the desk over many rows, deep within it, filtered; and a long report. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        description =
                "Measure the pages: what each weighs and takes, the review desk over many rows, and a long report.",
        sortOptions = false)
public final class PagesCommand extends Measurement {
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    /** Of the pages that are weighed, each with all that it names. */
    private static final int MOST_AGAIN = 20;

    private static final int DEEP = 20;
    private static final int SHORT_CHARACTERS = 400;
    private static final int SHORT_PASSAGES = 2;
    private static final int REPORT_CHARACTERS = 100_000;
    private static final int REPORT_PASSAGES = 2_000;

    @Option(names = "--rows", paramLabel = "N", description = "Finished checks (default: ${DEFAULT-VALUE}).")
    private int rows = 1_000_000;

    @Option(names = "--times", paramLabel = "N", description = "Each page is asked for (default: ${DEFAULT-VALUE}).")
    private int times = 100;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "And so many times before that, not measured (default: ${DEFAULT-VALUE}).")
    private int warmUp = 20;

    PagesCommand() {
        super("pages", Duration.ofMinutes(15));
    }

    @Override
    protected void measure(Figures report) {
        report.field("rows", rows);
        say("starting serve");
        try (ServeProcess serve = ServeProcess.start(Map.of())) {
            serve.orTell(out(), () -> {
                say("putting " + rows + " made-up checks straight into the tables");
                MadeUpChecks checks = new MadeUpChecks(serve.endpoints().databaseUrl());
                checks.add(rows);
                checks.addReport(MadeUpChecks.SHORT_REPORT, 1, SHORT_CHARACTERS, SHORT_PASSAGES);
                checks.addReport(MadeUpChecks.LONG_REPORT, 2, REPORT_CHARACTERS, REPORT_PASSAGES);
                say("asking for pages");
                PageVisitor zhao = new PageVisitor(serve.endpoints().http(), "zhao");
                weigh(report, zhao, new PageVisitor(serve.endpoints().http(), "wang"));
                ask(report, zhao);
            });
        }
    }

    /** Every page there is, but for those of single things that take a decision to be there. */
    private void weigh(Figures report, PageVisitor zhao, PageVisitor wang) {
        PageWeights weights = new PageWeights(Math.min(times, MOST_AGAIN));
        weights.add(zhao, "/login");
        for (String path :
                List.of("/write", "/write/embed", "/mine", "/mine/" + MadeUpChecks.SHORT_REPORT, "/preferences")) {
            weights.add(wang, path);
        }
        for (String path : List.of(
                "/review",
                "/review/" + MadeUpChecks.SHORT_REPORT,
                "/review/" + MadeUpChecks.LONG_REPORT,
                "/operations",
                "/operations/checks",
                "/operations/checks/type1/b1",
                "/operations/commands",
                "/operations/deliveries",
                "/operations/dead-letters",
                "/operations/keys",
                "/operations/nodes",
                "/operations/policies",
                "/operations/policies/type1",
                "/operations/webhooks",
                "/audit")) {
            weights.add(zhao, path);
        }
        weights.add(zhao, "/api", "/openapi.yaml");
        weights.measure(report);
    }

    private void ask(Figures report, PageVisitor zhao) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("desk", "/review");
        pages.put("deskDeep", deep(zhao));
        pages.put("deskNewest", "/review?order=newest");
        pages.put("deskOfType", "/review?type=type3");
        pages.put("deskOfResult", "/review?result=none");
        pages.put("deskOfState", "/review?state=submitted&order=newest");
        pages.put("deskOfApplicant", "/review?applicant=u123");
        pages.put("deskWithSignals", "/review?mark=signals");
        pages.put("operations", "/operations/live");
        pages.put("longReport", "/review/" + MadeUpChecks.LONG_REPORT);
        pages.forEach((name, path) -> {
            Timings timings = new Timings();
            int bytes = 0;
            for (int i = 0; i < warmUp + times; i++) {
                long start = System.nanoTime();
                bytes = zhao.get(path).text().length();
                if (i >= warmUp) {
                    timings.add(System.nanoTime() - start);
                }
            }
            report.latency(
                    name, path.length() > 40 ? path.substring(0, 40) + "…" : path, timings, bytes + " characters");
        });
    }

    /** The address of a page so many pages further on. */
    private static String deep(PageVisitor zhao) {
        String path = "/review";
        for (int i = 0; i < DEEP; i++) {
            Matcher next = NEXT.matcher(zhao.get(path).text());
            if (!next.find()) {
                return path;
            }
            path = next.group(1).replace("&amp;", "&");
        }
        return path;
    }
}
