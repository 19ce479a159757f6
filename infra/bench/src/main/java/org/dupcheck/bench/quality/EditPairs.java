package org.dupcheck.bench.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.Row;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.engine.Comparison;

/**
 * Drafts checked against the articles that editors made of them: is a draft's own article the first match, and is the
 * containment in it the true share ({@link SharedText})?
 *
 * @param first drafts whose article came first, or a document with the very same text
 * @param errors for each draft whose article was found: containment in the article less {@link SharedText#taken}
 * @param errorsToKept the same less {@link SharedText#kept}
 * @param notFirst the ids of the others
 */
record EditPairs(int drafts, int first, List<Double> errors, List<Double> errorsToKept, List<String> notFirst) {

    /** One line of the file. */
    record PairRow(String id, String draft, String text) implements Row {
        @Override
        public void check() {
            Row.require(id != null && draft != null && text != null, "id, draft and text");
        }
    }

    private record Answer(PairRow pair, List<Comparison.Match> matches, SharedText truth) {}

    /** @param references other documents to find the articles among; none if empty */
    static EditPairs measure(Path file, List<Path> references) {
        EngineIndex index = new EngineIndex();
        for (Path path : references) {
            JsonLines.read(path, TextRow.class, row -> index.add(row.id(), row.text()));
        }
        List<PairRow> pairs = new ArrayList<>();
        // some articles come twice, and some ids: the second article is the same document
        Map<String, String> idOfText = new HashMap<>();
        JsonLines.read(file, PairRow.class, pair -> {
            pairs.add(pair);
            String id = "article-" + pairs.size();
            if (idOfText.putIfAbsent(pair.text(), id) == null) {
                index.add(id, pair.text());
            }
        });
        index.ready();
        List<Answer> answers = Parallel.map(
                pairs,
                pair -> new Answer(
                        pair,
                        index.compare("draft", pair.draft()).matches(),
                        SharedText.of(pair.draft(), pair.text())));
        return of(answers, idOfText);
    }

    private static EditPairs of(List<Answer> answers, Map<String, String> idOfText) {
        int first = 0;
        List<Double> errors = new ArrayList<>();
        List<Double> errorsToKept = new ArrayList<>();
        List<String> notFirst = new ArrayList<>();
        for (Answer answer : answers) {
            String own = Objects.requireNonNull(idOfText.get(answer.pair().text()));
            List<Comparison.Match> matches = answer.matches();
            if (!matches.isEmpty() && matches.get(0).document().id().equals(own)) {
                first++;
            } else {
                notFirst.add(answer.pair().id());
            }
            for (Comparison.Match match : matches) {
                if (match.document().id().equals(own)) {
                    errors.add(match.containment() - answer.truth().taken());
                    errorsToKept.add(match.containment() - answer.truth().kept());
                }
            }
        }
        return new EditPairs(answers.size(), first, errors, errorsToKept, notFirst);
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    static double meanSize(List<Double> values) {
        return values.stream().mapToDouble(Math::abs).average().orElse(0);
    }

    /** The size that at least this share of the values do not exceed. */
    static double size(List<Double> values, double share) {
        double[] sizes = values.stream().mapToDouble(Math::abs).sorted().toArray();
        return sizes.length == 0 ? 0 : sizes[Math.max(1, (int) Math.ceil(share * sizes.length)) - 1];
    }
}
