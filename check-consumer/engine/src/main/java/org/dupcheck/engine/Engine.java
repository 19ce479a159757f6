package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;

/** The steps of a check in their order: seeds, candidates, runs, chains, borders, boxes, verdicts. Immutable. */
final class Engine {
    private final EngineSettings settings;
    private final TextNormalizer normalizer = new TextNormalizer();

    Engine(EngineSettings settings) {
        this.settings = settings;
    }

    TextNormalizer normalizer() {
        return normalizer;
    }

    /** Looks all grams of the submission up on one page. */
    ScanFindings scan(Page page, Deletions deletions, PreparedQuery query) {
        QueryGrams queryGrams = query.grams;
        GramTable table = page.grams();
        IntList grams = new IntList();
        IntList samples = new IntList();
        IntList hot = new IntList();
        for (int gram = 0; gram < queryGrams.count(); gram++) {
            int name = queryGrams.name(gram);
            int size = grams.size();
            for (int at = table.first(name); table.has(at, name); at++) {
                int sample = table.sample(at);
                if (!deletions.isEmpty() && deletions.has(page.documentOf(page.sectionOfSample(sample)))) {
                    continue;
                }
                if (grams.size() - size == Tuning.HOT) {
                    grams.truncate(size);
                    samples.truncate(size);
                    hot.add(gram);
                    break;
                }
                grams.add(gram);
                samples.add(sample);
            }
        }
        return new ScanFindings(page, grams.toArray(), samples.toArray(), hot.toArray());
    }

    Comparison conclude(PreparedQuery query, List<ReferenceIndex.PageFindings> findings) {
        List<Candidate> candidates = Candidates.choose(query, findings);
        List<Box> boxes = new ArrayList<>();
        Aligner aligner = new Aligner(query);
        for (int from = 0; from < candidates.size(); ) {
            int to = from + 1;
            while (to < candidates.size()
                    && candidates.get(to).page() == candidates.get(from).page()
                    && candidates.get(to).section() == candidates.get(from).section()) {
                to++;
            }
            boxes.addAll(aligner.boxes(candidates.subList(from, to), settings));
            from = to;
        }
        return Report.of(query, Overlaps.resolve(boxes));
    }
}
