package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The result of a document is a function of the results of its sections, whoever found these and when. */
class SectionResultsTest {
    private static final int ROUNDS = 25;
    private static final String TEMPLATE = "项目申报单位承诺所填内容真实有效并承担相应法律责任\n负责人签字\n";

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Texts texts = new Texts(seed, 1_500);

    @Test
    void sectionsCheckedApartComeToTheSameAsTheDocumentAsAWhole() {
        System.out.println("SectionResultsTest: dupcheck.seed=" + seed);
        int matched = 0;
        int whole = 0;
        int common = 0;
        for (int round = 0; round < ROUNDS; round++) {
            EngineSettings settings = random.nextInt(8) == 0 ? Check.exact(7) : Check.paged(1 + random.nextInt(40));
            List<Document> references = references();
            ReferenceIndex.View view = Check.index(settings, references).view();
            for (int q = 0; q < 6; q++) {
                Document submission = submission(references);
                CheckOptions options = options(references);
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

    private List<Document> references() {
        String common = texts.text(60);
        List<Document> references = new ArrayList<>();
        int documents = 10 + random.nextInt(60);
        for (int d = 0; d < documents; d++) {
            List<Document.Section> sections = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int s = 0; s < count; s++) {
                String text = switch (random.nextInt(5)) {
                    case 0 -> texts.text(2 + random.nextInt(12));
                    case 1 -> TEMPLATE + texts.text(80);
                    case 2 -> texts.text(50) + common + texts.text(50);
                    default -> texts.text(60 + random.nextInt(400));
                };
                sections.add(new Document.Section("s" + random.nextInt(4), text));
            }
            references.add(
                    new Document(new Document.Id("t" + random.nextInt(2), "r" + d), "u" + random.nextInt(3), sections));
        }
        return references;
    }

    private Document submission(List<Document> references) {
        List<Document.Section> sections = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        Document main = pick(references);
        for (int s = 0; s < count; s++) {
            String text = switch (random.nextInt(9)) {
                case 0 -> texts.text(random.nextInt(300));
                case 1 -> pick(main.sections()).text();
                case 2 -> texts.edited(pick(main.sections()).text(), .1) + texts.text(40);
                case 3 -> copies();
                case 4 -> texts.text(30) + "“" + cut(references) + "”[1]。\n参考文献\n" + cut(references) + "，2001\n";
                case 5 -> TEMPLATE + cut(references);
                case 6 -> pick(pick(references).sections()).text();
                case 7 -> cut(references) + cut(references) + "与\u200B众" + cut(references);
                default -> sections.isEmpty() ? "" : pick(sections).text();
            };
            sections.add(new Document.Section("q" + random.nextInt(20), text));
        }
        Document.Id id = random.nextInt(5) == 0 ? pick(references).id() : new Document.Id("t0", "q");
        return new Document(id, "u" + random.nextInt(3), sections);
    }

    private String copies() {
        return texts.text(20 + random.nextInt(30)).repeat(2 + random.nextInt(5));
    }

    private String cut(List<Document> references) {
        String text = pick(pick(references).sections()).text();
        int from = random.nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + 150)).replaceAll("[\uD800-\uDFFF\n]", "");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private CheckOptions options(List<Document> references) {
        return new CheckOptions(
                random.nextInt(3) == 0 ? Set.of(pick(references).id()) : Set.of(),
                random.nextInt(5) == 0 ? Set.of("t1") : Set.of(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? List.of(TEMPLATE) : List.of());
    }

    @Test
    void asManyResultsAsSectionsAreAskedFor() {
        ReferenceIndex.View view = Check.index(Check.paged(10), List.of()).view();
        assertThatThrownBy(() -> view.compose(Texts.document("q", "一", "二"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 results for 2 sections");
    }
}
