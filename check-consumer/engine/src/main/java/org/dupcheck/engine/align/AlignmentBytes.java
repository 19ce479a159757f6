package org.dupcheck.engine.align;

import static org.dupcheck.engine.base.ValueInput.require;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.ValueInput;
import org.dupcheck.engine.base.ValueOutput;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Source;
import org.dupcheck.engine.search.SourceBytes;

/**
 * The byte form of what the alignment gives. What is read must fit the reader's own submission and pages; else it is refused
 * by a {@link org.dupcheck.engine.base.MalformedValueException}.
 */
public final class AlignmentBytes {
    private static final int ALIGNMENT = 5;
    private static final int STRONG = 1;
    private static final int COUNTS = 2;
    /** Bytes of a box at least. */
    private static final int LEAST = 8;

    private AlignmentBytes() {}

    /** Writes it. */
    public static byte[] write(Alignment alignment) {
        ValueOutput out = new ValueOutput(ALIGNMENT);
        out.number(alignment.boxes().size());
        SourceBytes sources = new SourceBytes();
        for (Box box : alignment.boxes()) {
            sources.write(box.source(), out);
            write(box, out);
            out.number(box.parts().size());
            box.parts().forEach(part -> write(part, out));
        }
        SearchLimits.Reached limits = alignment.limits();
        out.number(limits.count());
        if (limits.count() > 0) {
            out.number(limits.first());
            out.number(limits.end());
        }
        return out.bytes();
    }

    private static void write(Box box, ValueOutput out) {
        out.number(box.q());
        out.number(box.qEnd() - box.q());
        out.number(box.fromOfSection());
        out.number(box.rEnd() - box.r());
        out.signed(box.bits());
        out.number(box.matched());
        out.number(box.longestRun());
        out.octet((box.strong() ? STRONG : 0) | (box.counts() ? COUNTS : 0));
    }

    /** Reads it. */
    public static Alignment read(byte[] bytes, SectionQuery query, Pages pages) {
        ValueInput in = new ValueInput(bytes, ALIGNMENT);
        List<Box> boxes = new ArrayList<>();
        SourceBytes sources = new SourceBytes();
        for (int left = in.count("boxes", LEAST); left > 0; left--) {
            Source source = sources.read(in, query, pages);
            Box box = box(in, source, query, pages);
            List<Box> parts = new ArrayList<>();
            for (int part = in.count("parts", LEAST); part > 0; part--) {
                parts.add(box(in, source, query, pages));
            }
            boxes.add(box.withParts(List.copyOf(parts)));
        }
        int count = in.number("limits.count");
        SearchLimits.Reached limits = SearchLimits.Reached.NONE;
        if (count > 0) {
            int first = in.number("limits.first", query.size() - 1);
            int end = in.number("limits.end", query.size());
            require(first < end, "limits.end", "is not behind the first");
            limits = new SearchLimits.Reached(count, first, end);
        }
        in.end();
        return new Alignment(boxes, limits);
    }

    private static Box box(ValueInput in, Source source, SectionQuery query, Pages pages) {
        int q = in.number("q", query.size() - 1);
        int qLength = in.number("qLength", query.size() - q);
        int r = ValueInput.sum("r", source.start(), in.number("r"));
        int rEnd = ValueInput.sum("rLength", r, in.number("rLength"));
        require(qLength > 0 && rEnd > r, "length", "is 0");
        int end = pages.page(source.page()).endToken(source.section());
        require(rEnd <= end, "rLength", "reaches past the reference section");
        int bits = in.signed("bits");
        int matched = in.number("matched", Math.min(qLength, rEnd - r));
        int longestRun = in.number("longestRun");
        int flags = in.number("flags", STRONG | COUNTS);
        return new Box(
                source,
                q,
                q + qLength,
                r,
                rEnd,
                bits,
                matched,
                longestRun,
                (flags & STRONG) != 0,
                (flags & COUNTS) != 0,
                List.of());
    }
}
