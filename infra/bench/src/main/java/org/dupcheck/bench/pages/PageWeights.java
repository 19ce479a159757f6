package org.dupcheck.bench.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Timings;

/**
 * What each page weighs, with its style sheet, scripts and picture, as they are sent; and how long all of that takes on a node
 * that has never shown the page, and later. By HTTP, one after the other; nothing is drawn.
 */
final class PageWeights {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/(?:assets|api)/[^\"]+)\"");

    private final List<Page> pages = new ArrayList<>();
    private final int again;

    /** @param again how often each page is asked for after the first time */
    PageWeights(int again) {
        this.again = again;
    }

    private record Page(PageVisitor visitor, String path, List<String> more) {}

    /** @param more what a script of the page fetches at once */
    void add(PageVisitor visitor, String path, String... more) {
        pages.add(new Page(visitor, path, List.of(more)));
    }

    /** Of a node that has shown none of these pages yet. */
    void measure(Figures report) {
        Table table =
                new Table("page", ">page, KB", ">with all, KB", ">first, ms", ">again, p50 ms", ">again, most ms");
        Map<String, Object> fields = new LinkedHashMap<>();
        double heaviest = 0;
        double slowest = 0;
        for (Page page : pages) {
            long start = System.nanoTime();
            int[] bytes = load(page);
            double first = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            Timings later = new Timings();
            for (int i = 0; i < again; i++) {
                long begun = System.nanoTime();
                load(page);
                later.add(System.nanoTime() - begun);
            }
            table.row(
                    page.path(),
                    kilobytes(bytes[0]),
                    kilobytes(bytes[1]),
                    one(first),
                    one(later.p50()),
                    one(later.millis(1)));
            fields.put(
                    page.path(),
                    Map.of(
                            "bytes",
                            bytes[0],
                            "bytesWithAll",
                            bytes[1],
                            "firstMillis",
                            first,
                            "againP50Millis",
                            later.p50()));
            heaviest = Math.max(heaviest, bytes[1]);
            slowest = Math.max(slowest, first);
        }
        report.section("Each page, by HTTP: as sent, and how long the first time and " + again + " times later", table);
        report.field("pages", fields);
        report.field("heaviestBytes", heaviest);
        report.field("slowestFirstMillis", slowest);
    }

    /** The bytes of the page, and with all that it names. */
    private static int[] load(Page page) {
        PageVisitor.Answer html = page.visitor().get(page.path());
        TreeSet<String> named = new TreeSet<>(page.more());
        ASSET.matcher(html.text()).results().forEach(found -> named.add(found.group(1)));
        int all = html.bytes();
        for (String asset : named) {
            all += page.visitor().get(asset).bytes();
        }
        return new int[] {html.bytes(), all};
    }

    private static String kilobytes(int bytes) {
        return one(bytes / 1000.0);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
