package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.align.Run;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.ScanFindings;
import org.dupcheck.engine.search.SeedList;
import org.dupcheck.engine.search.Seeds;

/** Common runs of the guaranteed length that no passage covers: the smallest passages there are. Used by one thread. */
public final class FloorRuns {
    /** Seeds between two questions whether the check is still wanted. */
    private static final int STEP = 1 << 12;

    private final SectionQuery query;
    private final int length;
    private final List<Box> runs = new ArrayList<>();
    /** What passages and runs cover of the section, by document. */
    private final Map<Document.Id, Spans> covered = new HashMap<>();

    private FloorRuns(SectionQuery query, Passages passages, int length) {
        this.query = query;
        this.length = length;
        passages.counted().forEach(this::cover);
    }

    /** Adds those that the seeds are part of, as minor ones. */
    public static Passages addOfSeeds(SectionQuery query, Passages passages, List<Seeds.OfPage> seeds, int length) {
        FloorRuns floor = new FloorRuns(query, passages, length);
        seeds.forEach(floor::addOfPage);
        return floor.with(passages, false);
    }

    /** Adds all, without exception: also those made of grams that stand in many places. They count. */
    public static Passages addAll(SectionQuery query, Passages passages, List<ScanFindings> findings, int length) {
        FloorRuns floor = new FloorRuns(query, passages, length);
        GuaranteedRuns guaranteed = new GuaranteedRuns(query, length);
        for (ScanFindings finding : findings) {
            floor.addOfPage(finding, guaranteed);
        }
        return floor.with(passages, true);
    }

    private void addOfPage(Seeds.OfPage ofPage) {
        Page page = ofPage.page();
        SeedList seeds = ofPage.seeds();
        int lastR = -1;
        int lastQ = -1;
        for (int seed = 0; seed < seeds.size(); seed++) {
            if (seed % STEP == 0) {
                query.wanted.ask();
            }
            int q = seeds.q(seed);
            int r = seeds.r(seed);
            int section = seeds.section(seed);
            if (seeds.length(seed) < length || (r == lastR && q == lastQ)) {
                continue;
            }
            lastR = r;
            lastQ = q;
            // most lie in a passage: they need not be read again
            if (!isCovered(page.id(page.documentOf(section)), q, q + seeds.length(seed))) {
                Run run = fullRun(page, q, r, seeds.length(seed));
                if (run.length() >= length) {
                    add(Box.of(page, section, run, 0, false));
                }
            }
        }
    }

    /** The longest equal stretch of a seed's diagonal. */
    private Run fullRun(Page page, int q, int r, int length) {
        int[] tokens = new int[length];
        page.readTokens(r, r + length, tokens);
        int best = 0;
        int bestAt = 0;
        int run = 0;
        for (int i = 0; i < length; i++) {
            run = tokens[i] == query.tokens[q + i] ? run + 1 : 0;
            if (run > best) {
                best = run;
                bestAt = i + 1 - run;
            }
        }
        return new Run(q + bestAt, r + bestAt, best);
    }

    private void addOfPage(ScanFindings finding, GuaranteedRuns guaranteed) {
        Page page = finding.page();
        for (int section : finding.sections()) {
            query.wanted.ask();
            if (!query.isExcluded(page, page.documentOf(section))) {
                int base = page.firstToken(section);
                int[] tokens = new int[page.endToken(section) - base];
                page.readTokens(base, base + tokens.length, tokens);
                for (Run run : guaranteed.in(tokens, tokens.length)) {
                    add(Box.of(page, section, run, base, true));
                }
            }
        }
    }

    private void add(Box run) {
        if (!isCovered(run.document(), run.q(), run.qEnd())) {
            cover(run);
            runs.add(run);
        }
    }

    private boolean isCovered(Document.Id document, int from, int to) {
        Spans spans = covered.get(document);
        return spans != null && spans.overlap(from, to) == to - from;
    }

    private void cover(Box box) {
        covered.computeIfAbsent(box.document(), id -> new Spans()).add(box.q(), box.qEnd());
    }

    /** Where a passage stands on both sides. */
    private record Place(Page page, int q, int qEnd, int r, int rEnd) {
        static Place of(Box box) {
            return new Place(box.page(), box.q(), box.qEnd(), box.r(), box.rEnd());
        }
    }

    private Passages with(Passages passages, boolean count) {
        List<Box> counted = new ArrayList<>(passages.counted());
        List<Box> minor = new ArrayList<>(passages.minor());
        List<Box> owners = new ArrayList<>(passages.owners());
        Set<Place> told = new HashSet<>();
        minor.forEach(box -> told.add(Place.of(box)));
        for (Box run : runs) {
            if (!count && told.contains(Place.of(run))) {
                continue; // a weak box that is nothing but this run
            }
            if (!query.isOwners(run.page(), run.page().documentOf(run.section()))) {
                (count ? counted : minor).add(run);
            } else if (count) {
                owners.add(run);
            }
        }
        return new Passages(counted, minor, passages.excluded(), owners);
    }
}
