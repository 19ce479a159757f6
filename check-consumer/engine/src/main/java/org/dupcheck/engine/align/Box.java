package org.dupcheck.engine.align;

import java.util.List;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.search.FloorRun;
import org.dupcheck.engine.search.Run;
import org.dupcheck.engine.search.Source;

/**
 * A passage: {@code [q, qEnd)} of the submission and {@code [r, rEnd)} of a page. A plain value: {@link AlignmentBytes}
 * writes and reads it.
 *
 * @param bits of its matching tokens, less what gaps cost; 0 for a run by itself, which is held against no other box
 * @param matched matching tokens
 * @param longestRun tokens of its longest run
 * @param strong whether it is worth reporting
 * @param counts whether it is still worth it without the text that is left out
 * @param parts those of its chains that count by themselves, if it has several and counts; they have none
 */
public record Box(
        Source source,
        int q,
        int qEnd,
        int r,
        int rEnd,
        int bits,
        int matched,
        int longestRun,
        boolean strong,
        boolean counts,
        List<Box> parts) {
    /** A run by itself. */
    public static Box of(FloorRun floorRun, boolean counts) {
        Run run = floorRun.run();
        return new Box(
                floorRun.source(),
                run.q(),
                run.q() + run.length(),
                run.r(),
                run.r() + run.length(),
                0,
                run.length(),
                run.length(),
                counts,
                counts,
                List.of());
    }

    Box withParts(List<Box> single) {
        return new Box(source, q, qEnd, r, rEnd, bits, matched, longestRun, strong, counts, single);
    }

    /** The reference document. */
    public Document.Id document() {
        return source.document();
    }

    /** Number of the section in its document. */
    public int sectionOfDocument() {
        return source.number();
    }

    /** Number of the first token in its section. */
    public int fromOfSection() {
        return r - source.start();
    }
}
