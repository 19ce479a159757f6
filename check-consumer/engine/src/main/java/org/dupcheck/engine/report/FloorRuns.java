package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.align.Run;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.search.ScanFindings;
import org.dupcheck.engine.search.SeedList;
import org.dupcheck.engine.search.Seeds;

/** Common runs of the guaranteed length that no passage covers: the smallest passages there are. */
public final class FloorRuns {
    private FloorRuns() {}

    /** Those that the seeds are part of. */
    public static List<Box> ofSeeds(PreparedQuery query, List<Seeds.OfPage> seeds, int length) {
        List<Box> boxes = new ArrayList<>();
        for (Seeds.OfPage ofPage : seeds) {
            Page page = ofPage.page();
            int lastR = -1;
            int lastQ = -1;
            SeedList seedsOfPage = ofPage.seeds();
            for (int seed = 0; seed < seedsOfPage.size(); seed++) {
                int q = seedsOfPage.q(seed);
                int r = seedsOfPage.r(seed);
                if (seedsOfPage.length(seed) >= length && (r != lastR || q != lastQ)) {
                    lastR = r;
                    lastQ = q;
                    Run run = fullRun(query, page, q, r, seedsOfPage.length(seed));
                    if (run.length() >= length) {
                        boxes.add(Box.of(page, seedsOfPage.section(seed), run, 0, false));
                    }
                }
            }
        }
        return boxes;
    }

    /** The longest equal stretch of a seed's diagonal. */
    private static Run fullRun(PreparedQuery query, Page page, int q, int r, int length) {
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
        int from = q + bestAt;
        return new Run(from, r + bestAt, best, query.bits.run(from, from + best));
    }

    /** All, without exception: also those made of grams that stand in many places. */
    public static List<Box> all(PreparedQuery query, List<ScanFindings> findings, int length) {
        GuaranteedRuns guaranteed = new GuaranteedRuns(query, length);
        List<Box> boxes = new ArrayList<>();
        for (ScanFindings finding : findings) {
            Page page = finding.page();
            for (int section : finding.sections()) {
                if (query.isLeftOut(page, page.documentOf(section))) {
                    continue;
                }
                int base = page.firstToken(section);
                int[] tokens = new int[page.endToken(section) - base];
                page.readTokens(base, base + tokens.length, tokens);
                for (Run run : guaranteed.in(tokens, tokens.length)) {
                    boxes.add(Box.of(page, section, run, base, true));
                }
            }
        }
        return boxes;
    }

    /** Adds the runs that no passage of the same document covers. */
    public static Passages add(PreparedQuery query, Passages passages, List<Box> runs, boolean count) {
        Map<Document.Id, Spans> covered = new HashMap<>();
        passages.counted().forEach(box -> cover(covered, box));
        List<Box> counted = new ArrayList<>(passages.counted());
        List<Box> minor = new ArrayList<>(passages.minor());
        List<Box> owners = new ArrayList<>(passages.owners());
        for (Box run : runs) {
            Spans spans = covered.get(run.document());
            if (spans != null && spans.overlap(run.q(), run.qEnd()) == run.qEnd() - run.q()) {
                continue;
            }
            cover(covered, run);
            if (query.isOwners(run.page(), run.page().documentOf(run.section()))) {
                if (count) {
                    owners.add(run);
                }
            } else {
                (count ? counted : minor).add(run);
            }
        }
        return new Passages(counted, minor, passages.leftOut(), owners);
    }

    private static void cover(Map<Document.Id, Spans> covered, Box box) {
        covered.computeIfAbsent(box.document(), id -> new Spans()).add(box.q(), box.qEnd());
    }
}
