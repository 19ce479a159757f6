package org.dupcheck.bench.detect;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;

/** The engine with nothing around it. */
final class EngineDetector implements Detector {
    private static final int BATCH = 1_000;

    private final ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
    private final List<Change> waiting = new ArrayList<>();
    private long version;
    private long documents;
    private long start;

    @Override
    public void add(String id, String text) {
        if (documents++ == 0) {
            start = System.nanoTime();
        }
        waiting.add(new Change.Put(document(ReferenceLoader.DOCUMENT_TYPE, id, text)));
        if (waiting.size() == BATCH) {
            apply();
        }
    }

    private void apply() {
        if (!waiting.isEmpty()) {
            version += waiting.size();
            index.apply(List.copyOf(waiting), version);
            waiting.clear();
        }
    }

    @Override
    public double ready() {
        apply();
        return documents / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public List<Span> find(String id, String text) {
        ReferenceIndex.View view = index.view();
        ReferenceIndex.Query query = view.query(document("query", id, text), CheckOptions.DEFAULT);
        List<ReferenceIndex.PageFindings> findings = new ArrayList<>();
        for (int page = 0; page < view.pageCount(); page++) {
            findings.add(view.scan(page, query));
        }
        List<Span> spans = new ArrayList<>();
        for (Comparison.Match match : view.conclude(query, findings).matches()) {
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

    private static Document document(String type, String id, String text) {
        return new Document(
                new Document.Id(type, id), null, List.of(new Document.Section(ReferenceLoader.SECTION, text)));
    }

    @Override
    public void close() {
        // nothing is held but memory
    }
}
