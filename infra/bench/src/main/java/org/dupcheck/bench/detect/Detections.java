package org.dupcheck.bench.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.bench.data.CodePoints;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;

/** Loads references into a detector and runs queries through it. Not thread-safe. */
final class Detections {
    private final Detector detector;
    private final Map<String, CodePoints> references = new HashMap<>();
    private final Timings timings = new Timings();

    Detections(Detector detector) {
        this.detector = detector;
    }

    /** Loads the file; returns documents a second. @throws BenchException for an id that comes twice, or an empty file */
    double load(Path file) {
        JsonLines.read(file, TextRow.class, row -> {
            if (references.put(row.id(), CodePoints.of(row.text())) != null) {
                throw new BenchException("the reference document " + row.id() + " comes twice");
            }
            detector.add(row.id(), row.text());
        });
        if (references.isEmpty()) {
            throw new BenchException("there is no document in " + file);
        }
        return detector.ready();
    }

    /** Runs the queries one after the other; results in their order. */
    List<Detection> run(Path file) {
        List<Detection> detections = new ArrayList<>();
        JsonLines.read(file, TextRow.class, row -> {
            long start = System.nanoTime();
            List<Detector.Span> spans = detector.find(row.id(), row.text());
            timings.add(System.nanoTime() - start);
            CodePoints query = CodePoints.of(row.text());
            detections.add(new Detection(
                    row.id(), spans.stream().map(span -> found(span, query)).toList()));
        });
        return detections;
    }

    private Detection.Found found(Detector.Span span, CodePoints query) {
        CodePoints reference = references.get(span.ref());
        if (reference == null) {
            throw new BenchException("a passage names " + span.ref() + ", which was not loaded");
        }
        return new Detection.Found(
                span.ref(),
                List.of(query.before(span.start()), query.before(span.end())),
                List.of(reference.before(span.sourceStart()), reference.before(span.sourceEnd())));
    }

    int documents() {
        return references.size();
    }

    /** From a query's text to its passages, one at a time. */
    Timings timings() {
        return timings;
    }
}
