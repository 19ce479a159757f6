package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison.Exclusion.Kind;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** Which places of a submission count in no ratio, and why. Immutable once built. */
public final class Exclusions {
    private final Kind[] asked;
    /** For each place the code of its kind, or 0; null if nothing was asked for. */
    private final byte @Nullable [] kinds;

    private Exclusions(List<Kind> asked, byte @Nullable [] kinds) {
        this.asked = asked.toArray(new Kind[0]);
        this.kinds = kinds;
    }

    /** Finds what the options ask for in the sections of a submission. */
    static Exclusions of(
            Document document, CheckOptions options, PreparedQuery.Layout layout, TextNormalizer normalizer) {
        List<Kind> asked = new ArrayList<>();
        if (!options.excludeQuotations()
                && !options.excludeBibliography()
                && options.templates().isEmpty()) {
            return new Exclusions(asked, null);
        }
        byte[] kinds = new byte[layout.tokens().length];
        Exclusions exclusions = new Exclusions(asked, kinds);
        if (options.excludeBibliography()) {
            asked.add(Kind.BIBLIOGRAPHY);
            for (int s = 0; s < layout.sections(); s++) {
                for (CitedText.Span span :
                        CitedText.bibliography(document.sections().get(s).text())) {
                    exclusions.mark(layout, s, span, Kind.BIBLIOGRAPHY);
                }
            }
        }
        if (options.excludeQuotations()) {
            asked.add(Kind.QUOTATION);
            for (int s = 0; s < layout.sections(); s++) {
                for (CitedText.Span span :
                        CitedText.quotations(document.sections().get(s).text())) {
                    exclusions.mark(layout, s, span, Kind.QUOTATION);
                }
            }
        }
        if (!options.templates().isEmpty()) {
            asked.add(Kind.TEMPLATE);
            Templates templates = new Templates(options.templates(), normalizer);
            for (int s = 0; s < layout.sections(); s++) {
                templates.mark(document.sections().get(s).text(), layout, s, kinds, code(Kind.TEMPLATE));
            }
        }
        return new Exclusions(asked, kinds);
    }

    private static byte code(Kind kind) {
        return switch (kind) {
            case QUOTATION -> 1;
            case BIBLIOGRAPHY -> 2;
            case TEMPLATE -> 3;
            case OWN_DOCUMENTS, UNDER_FLOOR -> 0;
        };
    }

    private void mark(PreparedQuery.Layout layout, int section, CitedText.Span span, Kind kind) {
        for (int place = layout.start(section); kinds != null && place < layout.end(section); place++) {
            if (layout.starts()[place] >= span.start() && layout.ends()[place] <= span.end() && kinds[place] == 0) {
                kinds[place] = code(kind);
            }
        }
    }

    /** What was asked for. */
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
    public double kept(Bits bits, int from, int to) {
        if (kinds == null) {
            return 1;
        }
        int all = bits.text(from, to);
        int kept = 0;
        for (int place = from; place < to; place++) {
            kept += kinds[place] == 0 ? bits.text(place, place + 1) : 0;
        }
        return all == 0 ? 0 : (double) kept / all;
    }
}
