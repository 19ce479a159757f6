package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.Traces;

/** The traces of disguise in a document, as signals. */
final class Disguises {
    private Disguises() {}

    /** At most {@link Traces#MAX_SPANS} of each kind a section. */
    static List<Comparison.Signal> of(Document document, TextNormalizer normalizer) {
        List<Comparison.Signal> signals = new ArrayList<>();
        for (Document.Section section : document.sections()) {
            for (Traces.Trace trace : Traces.of(normalizer, section.text())) {
                Comparison.Signal.Kind kind = switch (trace.kind()) {
                    case INVISIBLE -> Comparison.Signal.Kind.INVISIBLE_CHARACTERS;
                    case MIXED_SCRIPT -> Comparison.Signal.Kind.MIXED_SCRIPT;
                };
                signals.add(new Comparison.Signal(kind, section.key(), trace.start(), trace.end(), trace.count()));
            }
        }
        return List.copyOf(signals);
    }
}
