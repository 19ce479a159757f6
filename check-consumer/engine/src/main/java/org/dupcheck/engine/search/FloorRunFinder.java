package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The common runs of the guaranteed length: those that a seed lies on, or all. What the runs before it of the same document
 * cover is left out, since whatever covers these covers it too. Used by one thread.
 */
final class FloorRunFinder {
    /** Tokens that are read at one go. */
    private static final int BLOCK = 1 << 16;

    private final SectionQuery query;
    private final Pages pages;
    private final int length;
    private final Pace pace;
    private int[] tokens = new int[128];
    private final List<FloorRun> runs = new ArrayList<>();
    /** What the runs cover of the section, by document. */
    private final Map<Document.Id, Spans> covered = new HashMap<>();

    FloorRunFinder(SectionQuery query, Pages pages, int length) {
        this.query = query;
        this.pages = pages;
        this.length = length;
        pace = query.pace();
    }

    List<FloorRun> runs() {
        return runs;
    }

    /** Adds those that the seeds of a page are part of. */
    void addOfSeeds(int number, SeedList seeds) {
        Page page = pages.page(number);
        int lastR = -1;
        int lastQ = -1;
        for (int seed = 0; seed < seeds.size(); seed++) {
            pace.at(4 * seed);
            int q = seeds.q(seed);
            int r = seeds.r(seed);
            if (seeds.length(seed) < length || (r == lastR && q == lastQ)) {
                continue;
            }
            lastR = r;
            lastQ = q;
            if (isCovered(page, seeds.section(seed), q, q + seeds.length(seed))) {
                continue;
            }
            Run run = fullRun(page, q, r, seeds.length(seed));
            if (run.length() >= length) {
                add(number, seeds.section(seed), run);
            }
        }
    }

    /** The longest equal stretch of a seed's diagonal. */
    private Run fullRun(Page page, int q, int r, int seedLength) {
        pace.spend(2 * seedLength);
        tokens = seedLength <= tokens.length ? tokens : new int[seedLength];
        page.readTokens(r, r + seedLength, tokens);
        int best = 0;
        int bestAt = 0;
        int run = 0;
        for (int i = 0; i < seedLength; i++) {
            run = tokens[i] == query.tokens[q + i] ? run + 1 : 0;
            if (run > best) {
                best = run;
                bestAt = i + 1 - run;
            }
        }
        return new Run(q + bestAt, r + bestAt, best);
    }

    /** Adds all of a page, without exception: also those made of grams that stand in many places. */
    void addAll(ScanFindings finding) {
        Page page = pages.page(finding.page());
        GuaranteedRuns guaranteed = new GuaranteedRuns(query, length);
        BitSet sections = finding.sections(page, pace);
        for (int section = sections.nextSetBit(0); section >= 0; section = sections.nextSetBit(section + 1)) {
            query.wanted.ask();
            if (!query.isExcluded(page, page.documentOf(section))) {
                int base = page.firstToken(section);
                int[] all = new int[page.endToken(section) - base];
                for (int from = 0; from < all.length; from += BLOCK) {
                    query.wanted.ask();
                    page.readTokens(base + from, base + Math.min(all.length, from + BLOCK), all, from);
                }
                for (Run run : guaranteed.in(all, all.length)) {
                    add(finding.page(), section, new Run(run.q(), run.r() + base, run.length()));
                }
            }
        }
    }

    private boolean isCovered(Page page, int section, int from, int to) {
        Spans spans = covered.get(page.id(page.documentOf(section)));
        return spans != null && spans.overlap(from, to) == to - from;
    }

    private void add(int number, int section, Run run) {
        Page page = pages.page(number);
        int end = run.q() + run.length();
        if (!isCovered(page, section, run.q(), end)) {
            covered.computeIfAbsent(page.id(page.documentOf(section)), id -> new Spans())
                    .add(run.q(), end);
            runs.add(new FloorRun(Source.of(query, pages, number, section), run));
        }
    }
}
