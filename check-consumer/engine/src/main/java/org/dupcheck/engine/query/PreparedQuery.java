package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.text.TextNormalizer;

/** A submission made ready, each of its sections by itself. Immutable. */
public final class PreparedQuery implements ReferenceIndex.Query {
    private final Document document;
    private final List<SectionQuery> sections;

    /** Normalises the submission and weighs it by the reference set's statistics. */
    public PreparedQuery(
            Document document,
            CheckOptions options,
            TextNormalizer normalizer,
            CorpusStatistics statistics,
            FrequentGrams frequentGrams,
            Wanted wanted) {
        this.document = document;
        Basis basis = new Basis(
                options,
                new Compared(document, options),
                new Templates(options.templates(), normalizer, new Pace(wanted::ask)),
                normalizer,
                statistics,
                frequentGrams,
                wanted);
        List<SectionQuery> prepared = new ArrayList<>();
        for (Document.Section section : document.sections()) {
            prepared.add(new SectionQuery(section, basis));
        }
        sections = List.copyOf(prepared);
    }

    /** What all sections of a submission are prepared with. */
    record Basis(
            CheckOptions options,
            Compared compared,
            Templates templates,
            TextNormalizer normalizer,
            CorpusStatistics statistics,
            FrequentGrams frequentGrams,
            Wanted wanted) {}

    /** As it was submitted. */
    public Document document() {
        return document;
    }

    /** In the document's order, empty ones included. */
    public List<SectionQuery> sections() {
        return sections;
    }
}
