package org.dupcheck.bench.reads;

import java.time.Duration;
import java.util.Map;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Measurement;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.bench.reads.ReadLoad.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures reading stored verdicts with the gateway's cache off and on, in one run, and looks for stale answers. */
@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        description =
                "Measure reading stored verdicts, with the gateway's cache off and on, and look for stale answers.",
        sortOptions = false)
public final class ReadsCommand extends Measurement {
    private static final int SETTLED = 200;

    @Option(
            names = "--verdicts",
            paramLabel = "N",
            description = "Documents with a verdict (default: ${DEFAULT-VALUE}).")
    private int verdicts = 20_000;

    @Option(
            names = "--reads",
            paramLabel = "N",
            description = "Operations of each run, the writes among them (default: ${DEFAULT-VALUE}).")
    private int reads = 100_000;

    @Option(
            names = "--writes",
            paramLabel = "SHARE",
            description = "Of the operations: another node's new verdicts (default: ${DEFAULT-VALUE}).")
    private double writes = 0.05;

    @Option(
            names = "--exponent",
            paramLabel = "S",
            description = "Of Zipf's law, by which documents are drawn (default: ${DEFAULT-VALUE}).")
    private double exponent = 1.0;

    @Option(names = "--threads", paramLabel = "N", description = "Readers at a time (default: ${DEFAULT-VALUE}).")
    private int threads = 4;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Operations on other documents before each run (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30_000;

    @Option(
            names = "--lag",
            paramLabel = "MS",
            description = "The cache's setting: an answer that is older is a fault (default: ${DEFAULT-VALUE}).")
    private int lagMillis = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed = 20_261_129;

    /** Answers that were older than promised. */
    private volatile long faults;

    ReadsCommand() {
        super("reads", Duration.ofMinutes(15));
    }

    @Override
    protected void measure(Figures report) {
        report.field("seed", seed);
        report.field("exponent", exponent);
        report.field("threads", threads);
        report.field("lagMillis", lagMillis);
        faults = measure(report, "off", Map.of("DUPCHECK_GATEWAY_VERDICT_CACHE_BYTES", "0"))
                + measure(report, "on", Map.of("DUPCHECK_GATEWAY_VERDICT_CACHE_LAG", lagMillis + "ms"));
        report.field("olderThanPromised", faults);
    }

    @Override
    protected void judge() {
        if (faults > 0) {
            throw new BenchException(faults + " answers were older than promised");
        }
    }

    /** @return answers that were older than promised */
    private long measure(Figures report, String cache, Map<String, String> settings) {
        say("starting serve with the cache " + cache);
        try (ServeProcess serve = ServeProcess.start(settings)) {
            long[] found = new long[1];
            serve.orTell(out(), () -> found[0] = measure(report, cache, serve));
            return found[0];
        }
    }

    private long measure(Figures report, String cache, ServeProcess serve) {
        String databaseUrl = serve.endpoints().databaseUrl();
        String http = serve.endpoints().http();
        Documents documents = new Documents("reads", verdicts);
        Documents others = new Documents("warm-up", Math.max(1, verdicts / 10));
        say("storing " + verdicts + " made-up verdicts, straight into the table");
        try (StoredVerdicts table = new StoredVerdicts(databaseUrl)) {
            table.addFirst(others.keys());
            table.addFirst(documents.keys());
        }
        ReadClient client = new ReadClient(http);
        ReadLoad load = new ReadLoad(client, databaseUrl, threads, writes);
        say("warming up");
        load.run(others, new Zipf(others.keys().size(), exponent), warmUp, seed);
        boolean on = cache.equals("on");
        say("reading with the cache " + cache);
        long faults =
                run(report, on ? "cold" : "off", on ? "cache empty at first" : "cache off", load, documents, http, 1);
        if (on) {
            say("reading once more, with the cache warm");
            faults += run(report, "warm", "cache warm", load, documents, http, 2);
        }
        faults += settled(report, cache, client, documents, databaseUrl);
        if (on) {
            tellCache(report, HandlerTimes.read(http));
        }
        return faults;
    }

    private long run(
            Figures report, String name, String what, ReadLoad load, Documents documents, String http, int round) {
        HandlerTimes before = HandlerTimes.read(http);
        Outcome outcome = load.run(documents, new Zipf(verdicts, exponent), reads, seed + 1_000L * round);
        HandlerTimes after = HandlerTimes.read(http);
        client(report, name, what + ": client, all", outcome.all);
        if (outcome.hits.count() > 0) {
            client(report, name + "Cached", what + ": client, cached", outcome.hits);
            client(report, name + "Uncached", what + ": client, uncached", outcome.misses);
        }
        handler(report, name + "Handler", what + ": gateway, all", before, after, "");
        handler(report, name + "HandlerCached", what + ": gateway, cached", before, after, "cache");
        handler(report, name + "HandlerUncached", what + ": gateway, uncached", before, after, "database");
        report.figure(
                name + "HitRate",
                what + ": hit rate",
                100 * outcome.hitRate(),
                "%",
                String.format(
                        "%d reads, %d writes; of a cache without bound, empty, without writes %.1f %%",
                        outcome.all.count(), outcome.written(), 100 * outcome.bestFromEmpty()));
        report.figure(
                name + "RevalidatedRate",
                what + ": hits that asked for changes first",
                100 * after.count(before, "revalidated"::equals) / outcome.all.count(),
                "%",
                "one small statement");
        report.figure(
                name + "ReadsPerSecond", what + ": reads", outcome.readsPerSecond(), "a second", threads + " threads");
        report.figure(
                name + "Stale",
                what + ": answers older than a commit before the request",
                (double) outcome.stale(),
                "",
                String.format("the longest %.2f ms; promised: %d ms", outcome.longestStaleMillis(), lagMillis));
        report.field(name + "LongestStaleMillis", outcome.longestStaleMillis());
        return outcome.staleBeyond(lagNanos());
    }

    private long lagNanos() {
        return Duration.ofMillis(lagMillis).toNanos();
    }

    private static void client(Figures report, String name, String what, Timings timings) {
        report.latency(name, what, timings, "loopback, connections kept open");
        report.figure(name + "P95Millis", what + ", p95", timings.millis(0.95), "ms", "");
    }

    private static void handler(
            Figures report, String name, String what, HandlerTimes before, HandlerTimes after, String only) {
        double count = after.count(before, from -> only.isEmpty() || from.equals(only));
        if (count == 0) {
            return;
        }
        for (int percent : new int[] {50, 95, 99}) {
            double millis = after.millis(percent / 100.0, before, from -> only.isEmpty() || from.equals(only));
            report.figure(
                    name + "P" + percent + "Millis",
                    what + ", p" + percent,
                    millis,
                    "ms at most",
                    String.format("%.0f handled; its own meter", count));
        }
    }

    /** Writes that have settled: once the lag is over, each reader gets the new one. */
    private long settled(Figures report, String cache, ReadClient client, Documents documents, String databaseUrl) {
        long stale = 0;
        int count = Math.min(SETTLED, verdicts);
        try (StoredVerdicts table = new StoredVerdicts(databaseUrl)) {
            for (int document = 0; document < count; document++) {
                client.latest(documents.key(document));
                documents.write(document, table);
                Waiting.pause(lagMillis);
                long seen = client.latest(documents.key(document)).revision();
                stale += seen < documents.newest(document).revision() ? 1 : 0;
            }
        }
        report.figure(
                cache + "SettledStale",
                "cache " + cache + ": stale " + lagMillis + " ms after a write",
                (double) stale,
                "",
                count + " writes, each read before and after");
        return stale;
    }

    private static void tellCache(Figures report, HandlerTimes times) {
        double looks = times.value("dupcheck_verdict_cache_look_seconds_count");
        report.figure(
                "lookMeanMillis",
                "a look at the database for changes, mean",
                looks == 0 ? 0 : 1_000 * times.value("dupcheck_verdict_cache_look_seconds_sum") / looks,
                "ms",
                String.format("%.0f looks", looks));
        report.figure(
                "cacheMegabytes",
                "cache: verdicts and ids",
                (times.value("dupcheck_verdict_cache_bytes.verdicts")
                                + times.value("dupcheck_verdict_cache_bytes.latest"))
                        / (1 << 20),
                "MiB",
                String.format("%.0f verdicts", times.value("dupcheck_verdict_cache_entries.verdicts")));
    }
}
