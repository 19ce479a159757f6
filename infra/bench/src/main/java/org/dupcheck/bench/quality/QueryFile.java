package org.dupcheck.bench.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dupcheck.bench.data.CodePoints;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.QueryRow;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.engine.Comparison;

/**
 * A reference set in the engine and the queries to put to it, end to end: every query against all documents, with the
 * default settings. For one thread, which has the checks done on as many as there are cores.
 */
final class QueryFile {
    private final EngineIndex index = new EngineIndex();
    private final Map<String, CodePoints> references = new HashMap<>();
    private final List<QueryRow> queries = new ArrayList<>();

    /** A query with the passages found in it. */
    record Answer(QueryRow query, List<Pair> found) {}

    /** Adds a file of reference documents. @throws BenchException for an id that comes twice */
    void load(Path file) {
        JsonLines.read(file, TextRow.class, row -> {
            if (references.put(row.id(), CodePoints.of(row.text())) != null) {
                throw new BenchException("the reference document " + row.id() + " comes twice");
            }
            index.add(row.id(), row.text());
        });
        index.ready();
    }

    void read(Path file) {
        JsonLines.read(file, QueryRow.class, queries::add);
    }

    int documents() {
        return references.size();
    }

    List<QueryRow> queries() {
        return List.copyOf(queries);
    }

    /** All queries with their passages, in the order of the file. */
    List<Answer> answers() {
        return Parallel.map(queries, query -> new Answer(query, found(query)));
    }

    private List<Pair> found(QueryRow query) {
        CodePoints text = CodePoints.of(query.text());
        List<Pair> pairs = new ArrayList<>();
        for (Comparison.Match match : index.compare(query.id(), query.text()).matches()) {
            String id = match.document().id();
            CodePoints source = references.get(id);
            if (source == null) {
                throw new BenchException("a passage names " + id + ", which was not loaded");
            }
            for (Comparison.Passage passage : match.passages()) {
                pairs.add(new Pair(
                        id,
                        text.before(passage.start()),
                        text.before(passage.end()),
                        source.before(passage.sourceStart()),
                        source.before(passage.sourceEnd())));
            }
        }
        return pairs;
    }

    static PanScorer score(List<Answer> answers, Predicate<QueryRow> of) {
        PanScorer scorer = new PanScorer();
        answers.stream()
                .filter(answer -> of.test(answer.query()))
                .forEach(answer -> scorer.add(answer.query(), answer.found()));
        return scorer;
    }
}
