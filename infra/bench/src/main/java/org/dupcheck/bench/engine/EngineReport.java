package org.dupcheck.bench.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;

/** Puts what was measured into a report, as lines and as fields. */
final class EngineReport {
    private final Figures report;
    private final Machine machine;

    EngineReport(Figures report, Machine machine) {
        this.report = report;
        this.machine = machine;
    }

    void memory(MemorySpeed memory) {
        report.figure(
                "memoryLatencyNanos",
                "memory latency",
                memory.latencyNanos(),
                "ns",
                "one read after the other, far apart");
        report.figure(
                "memoryGigabytesPerSecond", "memory bandwidth", memory.gigabytesPerSecond(), "GB/s", "one thread");
    }

    /** @param prefix of the fields: empty for the reference set alone */
    void sideBySide(String prefix, int documents, SideBySide both, boolean real) {
        String against = String.format(
                Locale.ROOT,
                "%,d characters, %,d %s documents",
                Material.CHARACTERS,
                documents,
                real ? "real" : "generated");
        report.latency(field(prefix, "engine"), "check, one thread", both.engine(), against + ", aligned and scored");
        report.figure(
                field(prefix, "engineRecallAt10"),
                "recall@10",
                both.engineRecall(),
                "",
                "of " + both.passages() + " passages");
        if (!both.hasPeer()) {
            return;
        }
        report.latency(
                field(prefix, "lucene"),
                "Lucene MoreLikeThis",
                both.peer(),
                "in turn with the engine; 5-grams, 1,000 terms; ranks only");
        report.figure(field(prefix, "luceneRecallAt10"), "recall@10 of Lucene", both.peerRecall(), "", "of the same");
        report.figure(
                field(prefix, "speedup"),
                "the engine is faster by",
                both.peer().p50() / both.engine().p50(),
                "times",
                "p50 against p50");
    }

    void steps(CheckTimings steps) {
        report.latency(
                "prepare", "  of a check: prepare", steps.prepare(), "normalise, grams, what each token is worth");
        report.latency("normalise", "    without what each token is worth", steps.normalise(), "for an empty set");
        report.latency("scan", "  of a check: scan", steps.scan(), "look up all grams");
        report.latency("conclude", "  of a check: conclude", steps.conclude(), "candidates, alignment, score");
    }

    private static String field(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    void parallel(ParallelChecks checks) {
        report.figure("checksPerSecond", "checks by one thread", checks.one(), "a second", "");
        report.figure(
                "threads4Speedup",
                "four threads against one",
                checks.speedup(),
                "times",
                "on " + machine.cores() + " cores: " + Math.min(ParallelChecks.THREADS, machine.cores())
                        + " is the most there could be");
        report.field("cores", machine.cores());
    }

    void bulk(double rate, int documents) {
        report.figure(
                "documentsPerSecond",
                "documents added in bulk",
                rate,
                "a second",
                String.format(Locale.ROOT, "%,d, by one caller, 1,000 at a time", documents));
    }

    void restart(Restart restart, long bytes) {
        String documents = String.format(Locale.ROOT, "%,d documents", restart.documents());
        report.figure("restartSeconds", "restart", restart.openSeconds(), "s", documents + ", files in the cache");
        report.figure(
                "saveSeconds",
                "saving",
                restart.saveSeconds(),
                "s",
                String.format(Locale.ROOT, "%s, %,d MB", documents, bytes / 1_000_000));
        report.field("restartDocuments", restart.documents());
    }

    void changes(int documents, ChangeTimes times) {
        report.latency(
                "change",
                "single change until it is visible",
                times.single(),
                String.format(Locale.ROOT, "in %,d documents; every third deletes", documents));
        report.figure(
                "longestViewMillis",
                "reader's longest wait for a view",
                times.busyView(),
                "ms",
                String.format(
                        Locale.ROOT,
                        "while %,d documents changed; %.2f with nothing going on",
                        times.changes(),
                        times.quietView()));
        report.figure(
                "longestCheckMillis",
                "reader's longest check, 300 characters",
                times.busyCheck(),
                "ms",
                String.format(
                        Locale.ROOT,
                        "%.1f with nothing going on; a thread that only sleeps stalled %.1f; collector %,d in all",
                        times.quietCheck(),
                        times.busyStall(),
                        times.collecting()));
        report.field("longestCheckQuietMillis", times.quietCheck());
        report.field("longestStallMillis", times.busyStall());
        report.field("collectorMillis", times.collecting());
        report.field("changedDocuments", times.changes());
    }

    void growth(Growth.Result growth, int wanted) {
        List<Growth.Size> sizes = growth.sizes();
        Table table = new Table(
                ">documents",
                ">p50 ms",
                ">p99 ms",
                ">against the first",
                ">pages",
                ">lookups ms",
                ">p50 / lookups",
                ">recall@10",
                ">bytes a character",
                ">added a second");
        double first = sizes.get(0).p50Millis();
        for (Growth.Size size : sizes) {
            table.row(
                    String.format(Locale.ROOT, "%,d", size.documents()),
                    two(size.p50Millis()),
                    two(size.p99Millis()),
                    two(size.p50Millis() / first),
                    Integer.toString(size.pages()),
                    two(size.lookupMillis()),
                    two(size.p50Millis() / size.lookupMillis()),
                    String.format(Locale.ROOT, "%.3f", size.recall()),
                    two(size.bytesPerCharacter()),
                    String.format(Locale.ROOT, "%,.0f", size.documentsPerSecond()));
        }
        report.section("growth, generated documents of 3,000 characters", table);
        report.note(
                "lookups: one read of memory for each token of the submission and each page, one after the other, at"
                        + " the latency above: what no search by grams can do without, unless reads overlap");
        Growth.Size last = sizes.get(sizes.size() - 1);
        Restart restart = growth.restart();
        report.note(String.format(
                Locale.ROOT,
                "restart with %,d documents: %.2f s; saving: %.2f s",
                restart.documents(),
                restart.openSeconds(),
                restart.saveSeconds()));
        if (last.documents() < wanted) {
            report.note(String.format(Locale.ROOT, "%,d documents were left out for lack of time", wanted));
        }
        report.note("1,000,000 documents: --documents 1000000, with a heap to match" + " (DUPCHECK_JAVA_OPTS=-Xmx12g)");
        report.field("growth", sizes);
        report.field("bytesPerCharacter", last.bytesPerCharacter());
        Map<String, Object> restarted = new LinkedHashMap<>();
        restarted.put("documents", restart.documents());
        restarted.put("restartSeconds", restart.openSeconds());
        restarted.put("saveSeconds", restart.saveSeconds());
        report.field("growthRestart", restarted);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
