package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison.Exclusion.Kind;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.model.Bits;
import org.jspecify.annotations.Nullable;

/** Which places of a section count in no ratio, and why. Immutable once built. */
public final class Exclusions {
    /** What the caller asked for. */
    private final CheckOptions options;

    private final Kind[] asked;
    /** For each place the code of its kind, or 0; null if nothing was asked for. */
    private final byte @Nullable [] kinds;

    private Exclusions(CheckOptions options, List<Kind> asked, byte @Nullable [] kinds) {
        this.options = options;
        this.asked = asked.toArray(new Kind[0]);
        this.kinds = kinds;
    }

    /**
     * Finds what the options ask for in a section.
     *
     * @param templates those that the options name
     * @param tokens of the section
     * @param starts where each of them starts in the section's text
     * @param ends where each of them ends there
     * @param pace asks whether they are still wanted
     */
    static Exclusions of(
            Document.Section section,
            CheckOptions options,
            Templates templates,
            int tokens,
            int[] starts,
            int[] ends,
            Pace pace) {
        List<Kind> asked = new ArrayList<>();
        if (!options.excludeQuotations()
                && !options.excludeBibliography()
                && options.templates().isEmpty()) {
            return new Exclusions(options, asked, null);
        }
        byte[] kinds = new byte[tokens];
        if (options.excludeBibliography()) {
            asked.add(Kind.BIBLIOGRAPHY);
            mark(kinds, CitedText.bibliography(section.text(), pace), starts, ends, code(Kind.BIBLIOGRAPHY), pace);
        }
        if (options.excludeQuotations()) {
            asked.add(Kind.QUOTATION);
            mark(kinds, CitedText.quotations(section.text(), pace), starts, ends, code(Kind.QUOTATION), pace);
        }
        if (!options.templates().isEmpty()) {
            asked.add(Kind.TEMPLATE);
            templates.mark(section.text(), kinds, code(Kind.TEMPLATE), pace);
        }
        return new Exclusions(options, asked, kinds);
    }

    private static byte code(Kind kind) {
        return switch (kind) {
            case QUOTATION -> 1;
            case BIBLIOGRAPHY -> 2;
            case TEMPLATE -> 3;
            case OWN_DOCUMENTS, UNDER_FLOOR -> 0;
        };
    }

    /** Of text that is cited in two ways only the first one is told. */
    private static void mark(byte[] kinds, List<CitedText.Span> spans, int[] starts, int[] ends, byte code, Pace pace) {
        for (CitedText.Span span : spans) {
            for (int place = firstFrom(starts, span.start());
                    place < kinds.length && starts[place] < span.end();
                    place++) {
                pace.spend(1);
                if (ends[place] <= span.end() && kinds[place] == 0) {
                    kinds[place] = code;
                }
            }
        }
    }

    /** The first token that starts at an offset or after it. */
    private static int firstFrom(int[] starts, int offset) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What the caller asked for. */
    public CheckOptions options() {
        return options;
    }

    /** The kinds of text that were asked for. */
    public List<Kind> asked() {
        return List.of(asked);
    }

    /** Whether a place is left out, for whatever reason. */
    public boolean has(int place) {
        return kinds != null && kinds[place] != 0;
    }

    /** Whether a place is left out for that reason. */
    public boolean has(int place, Kind kind) {
        return kinds != null && kinds[place] == code(kind);
    }

    /** Share of the information of a span that is not left out. */
    public double kept(Bits bits, int from, int to, Pace pace) {
        if (kinds == null) {
            return 1;
        }
        int all = bits.text(from, to);
        int kept = 0;
        for (int place = from; place < to; place++) {
            pace.at(place);
            kept += kinds[place] == 0 ? bits.text(place, place + 1) : 0;
        }
        return all == 0 ? 0 : (double) kept / all;
    }
}
