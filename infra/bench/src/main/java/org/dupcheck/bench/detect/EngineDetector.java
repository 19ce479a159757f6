package org.dupcheck.bench.detect;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.engine.Comparison;

/** The engine with nothing around it. */
final class EngineDetector implements Detector {
    private final EngineIndex index = new EngineIndex();

    @Override
    public void add(String id, String text) {
        index.add(id, text);
    }

    @Override
    public double ready() {
        return index.ready();
    }

    @Override
    public List<Span> find(String id, String text) {
        List<Span> spans = new ArrayList<>();
        for (Comparison.Match match : index.compare(id, text).matches()) {
            for (Comparison.Passage passage : match.passages()) {
                spans.add(new Span(
                        match.document().id(),
                        passage.start(),
                        passage.end(),
                        passage.sourceStart(),
                        passage.sourceEnd()));
            }
        }
        return spans;
    }

    @Override
    public void close() {
        // nothing is held but memory
    }
}
