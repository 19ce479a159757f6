package org.dupcheck.bench.engine;

import java.time.Duration;
import java.util.List;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;

/**
 * Where the time of a check goes, as far as the engine's public face lets it be seen.
 *
 * @param normalise preparing a submission for an empty reference set: normalising, and tables of its grams
 * @param prepare the same for the reference set: what each token is worth comes to it
 * @param scan looking up its grams, all pages
 * @param conclude candidates, alignment and score
 */
record CheckTimings(Timings normalise, Timings prepare, Timings scan, Timings conclude) {
    static CheckTimings measure(EngineIndex index, List<Question> questions, Duration time) {
        ReferenceIndex.View view = index.index().view();
        ReferenceIndex.View nothing =
                ReferenceIndex.empty(EngineSettings.defaults()).view();
        CheckTimings steps = new CheckTimings(new Timings(), new Timings(), new Timings(), new Timings());
        long end = System.nanoTime() + time.toNanos();
        for (Question question : questions) {
            Document submission = EngineIndex.submission(question.id(), question.text());
            long start = System.nanoTime();
            var unusedQuery = nothing.query(submission, CheckOptions.DEFAULT, Statistics.NONE);
            long normalised = System.nanoTime();
            ReferenceIndex.Query query = index.query(view, submission);
            long prepared = System.nanoTime();
            List<ReferenceIndex.PageFindings> findings = view.scan(query);
            long scanned = System.nanoTime();
            var unusedComparison = view.compose(submission, view.sections(query, findings));
            long concluded = System.nanoTime();
            steps.normalise.add(normalised - start);
            steps.prepare.add(prepared - normalised);
            steps.scan.add(scanned - prepared);
            steps.conclude.add(concluded - scanned);
            if (concluded > end) {
                break;
            }
        }
        return steps;
    }
}
