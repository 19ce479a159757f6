package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The result of a document is a function of the results of its sections, whoever found these and when. */
class SectionResultsTest {
    private static final int ROUNDS = 60;

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Cases cases = new Cases(random, new Texts(seed, 1_500));

    @Test
    void sectionsCheckedApartComeToTheSameAsTheDocumentAsAWhole() {
        System.out.println("SectionResultsTest: dupcheck.seed=" + seed);
        int matched = 0;
        int whole = 0;
        int common = 0;
        for (int round = 0; round < ROUNDS; round++) {
            EngineSettings settings = random.nextInt(8) == 0 ? Check.exact(7) : Check.paged(1 + random.nextInt(40));
            List<Document> references = cases.references();
            ReferenceIndex.View view = Check.index(settings, references).view();
            for (int q = 0; q < 6; q++) {
                Document submission = cases.submission(references);
                CheckOptions options = cases.options(references);
                Comparison at = Check.compare(view, submission, options, random);
                assertThat(view.compose(submission, inGroups(view, submission, options)))
                        .as("seed %d, round %d, submission %d", seed, round, q)
                        .isEqualTo(at);
                matched += at.matches().size();
                whole += (int) at.sections().stream()
                        .filter(section -> section.containment() == 1 && section.tokens() < 10)
                        .count();
                common += at.commonText().passages().size();
            }
        }
        // otherwise the trials show nothing
        assertThat(matched).as("matches").isGreaterThan(ROUNDS);
        assertThat(whole).as("short sections found whole").isPositive();
        assertThat(common).as("common text").isPositive();
    }

    /** Each group of sections by itself: in another order, and each maybe more than once. */
    private List<SectionResult> inGroups(ReferenceIndex.View view, Document submission, CheckOptions options) {
        List<Integer> order = new ArrayList<>();
        for (int s = 0; s < submission.sections().size(); s++) {
            order.add(s);
        }
        Collections.shuffle(order, random);
        SectionResult[] results = new SectionResult[order.size()];
        for (int from = 0; from < order.size(); ) {
            List<Integer> group = order.subList(from, from + 1 + random.nextInt(order.size() - from));
            List<Document.Section> sections = group.stream()
                    // a section's key plays no part in its result
                    .map(s -> new Document.Section(
                            "k" + random.nextInt(3),
                            submission.sections().get(s).text()))
                    .toList();
            ReferenceIndex.Query query = view.query(
                    new Document(submission.id(), submission.ownerId(), sections), options, view.statistics());
            List<SectionResult> found = view.sections(query, view.scan(query));
            for (int i = 0; i < group.size(); i++) {
                results[group.get(i)] = found.get(i);
            }
            from += group.size();
        }
        return Arrays.asList(results);
    }

    @Test
    void asManyResultsAsSectionsAreAskedFor() {
        ReferenceIndex.View view = Check.index(Check.paged(10), List.of()).view();
        assertThatThrownBy(() -> view.compose(Texts.document("q", "一", "二"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 results for 2 sections");
    }
}
