package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.align.Run;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;

/**
 * A section that stands as a whole in a document with a passage that counts is itself such a passage, however short: a
 * document against itself scores 1.
 */
public final class WholeSections {
    private WholeSections() {}

    /** Adds the sections that are equal and that no passage covers. */
    public static Passages add(PreparedQuery query, Passages passages) {
        List<Box> counted = new ArrayList<>(passages.counted());
        Set<Document.Id> done = new HashSet<>();
        for (Box box : passages.counted()) {
            if (done.add(box.document())) {
                Page page = box.page();
                int document = page.documentOf(box.section());
                for (int s = page.firstSection(document); s < page.endSection(document); s++) {
                    addEqual(query, page, s, counted);
                }
            }
        }
        return new Passages(counted, passages.minor(), passages.excluded(), passages.owners());
    }

    private static void addEqual(PreparedQuery query, Page page, int section, List<Box> counted) {
        int base = page.firstToken(section);
        int size = page.endToken(section) - base;
        int[] tokens = new int[0];
        for (int s = 0; s < query.sectionStarts.length; s++) {
            int from = query.sectionStarts[s];
            if (size == 0 || query.sectionEnds[s] - from != size || isCovered(counted, page, section, from, size)) {
                continue;
            }
            if (tokens.length == 0) {
                tokens = new int[size];
                page.readTokens(base, base + size, tokens);
            }
            if (Arrays.equals(query.tokens, from, from + size, tokens, 0, size)) {
                Run run = new Run(from, 0, size);
                counted.removeIf(box -> isInside(box, page, section, from, size));
                counted.add(Box.of(page, section, run, base, true));
            }
        }
    }

    private static boolean isCovered(List<Box> boxes, Page page, int section, int from, int size) {
        return boxes.stream()
                .anyMatch(box ->
                        box.page() == page && box.section() == section && box.q() <= from && box.qEnd() >= from + size);
    }

    private static boolean isInside(Box box, Page page, int section, int from, int size) {
        return box.page() == page && box.section() == section && box.q() >= from && box.qEnd() <= from + size;
    }
}
