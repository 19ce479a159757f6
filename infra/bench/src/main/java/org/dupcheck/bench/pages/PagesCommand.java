package org.dupcheck.bench.pages;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Bounded;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the pages of reviewers and operators: the desk over many rows, deep within it, filtered; and a long report. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        description = "Measure the pages: the review desk over many rows, and a long report.",
        sortOptions = false)
public final class PagesCommand implements Callable<Integer> {
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final int WARM_UP = 20;
    private static final int DEEP = 20;
    private static final int REPORT_CHARACTERS = 100_000;
    private static final int REPORT_PASSAGES = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rows", paramLabel = "N", description = "Finished checks (default: ${DEFAULT-VALUE}).")
    private int rows = 1_000_000;

    @Option(names = "--times", paramLabel = "N", description = "Each page is asked for (default: ${DEFAULT-VALUE}).")
    private int times = 100;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "Give up after so long (default: ${DEFAULT-VALUE}).")
    private int limit = 900;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls
    PagesCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Figures report = new Figures("pages", Machine.here());
        report.field("rows", rows);
        Bounded.within(Duration.ofSeconds(limit), "the measurement (--limit is its bound)", () -> {
            measure(out, report);
            return 0;
        });
        report.print(out);
        report.write(json);
        return 0;
    }

    private void measure(PrintWriter out, Figures report) {
        say(out, "starting serve");
        try (ServeProcess serve = ServeProcess.start(Map.of())) {
            serve.orTell(out, () -> {
                say(out, "putting " + rows + " made-up checks straight into the tables");
                MadeUpChecks checks = new MadeUpChecks(serve.endpoints().databaseUrl());
                checks.add(rows);
                checks.addLongReport(REPORT_CHARACTERS, REPORT_PASSAGES);
                say(out, "asking for pages");
                ask(report, serve.endpoints().http());
            });
        }
    }

    private void ask(Figures report, String address) {
        send(HttpRequest.newBuilder(URI.create(address + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("person=zhao"))
                .build());
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("desk", "/review");
        pages.put("deskDeep", deep(address));
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
            for (int i = 0; i < WARM_UP + times; i++) {
                long start = System.nanoTime();
                bytes = get(address + path).length();
                if (i >= WARM_UP) {
                    timings.add(System.nanoTime() - start);
                }
            }
            report.latency(
                    name, path.length() > 40 ? path.substring(0, 40) + "…" : path, timings, bytes + " characters");
        });
    }

    /** The address of a page so many pages further on. */
    private String deep(String address) {
        String path = "/review";
        for (int i = 0; i < DEEP; i++) {
            Matcher next = NEXT.matcher(get(address + path));
            if (!next.find()) {
                return path;
            }
            path = next.group(1).replace("&amp;", "&");
        }
        return path;
    }

    private String get(String url) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(url)).build());
        if (response.statusCode() != 200) {
            throw new BenchException(url + " answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchException("a page could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static void say(PrintWriter out, String what) {
        out.println(what);
        out.flush();
    }
}
