package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the result must not depend on: pages, the order of arrival, the history of the reference set. */
class InvarianceTest {
    private static final int DOCUMENTS = 96;

    private final Texts texts = new Texts(42, 2_000);
    private final List<Document> references = new ArrayList<>();
    private final List<Document> submissions = new ArrayList<>();

    InvarianceTest() {
        for (int d = 0; d < DOCUMENTS; d++) {
            references.add(Texts.document("r" + d, texts.text(300), texts.text(200)));
        }
        for (int q = 0; q < 6; q++) {
            String a = references.get(q * 7).sections().get(0).text();
            String b = references.get(q * 5 + 1).sections().get(1).text();
            submissions.add(Texts.document(
                    "q" + q,
                    texts.text(150) + texts.edited(a.substring(20, 160), .1) + texts.text(100),
                    b.substring(40, 130) + texts.text(100) + a.substring(200, 218)));
        }
    }

    private List<Comparison> results(ReferenceIndex index, Random order) {
        return submissions.stream()
                .map(q -> Check.compare(index.view(), q, CheckOptions.DEFAULT, order))
                .toList();
    }

    private List<Comparison> expected() {
        return results(Check.index(Check.paged(1_000), references), null);
    }

    @Test
    void everySubmissionHasItsMatches() {
        assertThat(expected()).allSatisfy(result -> {
            assertThat(result.matches()).hasSizeBetween(1, 3);
            assertThat(result.containment()).isBetween(.2, .9);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 24, 48, 96})
    void pagesOfAnySizeGiveTheSameResult(int pageDocuments) {
        ReferenceIndex index = Check.index(Check.paged(pageDocuments), references);
        assertThat(results(index, new Random(7))).isEqualTo(expected());
    }

    @Test
    void anyOrderOfArrivalGivesTheSameResult() {
        List<Document> shuffled = new ArrayList<>(references);
        Collections.shuffle(shuffled, new Random(11));
        ReferenceIndex index = ReferenceIndex.empty(Check.paged(40));
        long version = 0;
        for (int from = 0; from < shuffled.size(); from += 5) {
            List<Change> changes = new ArrayList<>();
            shuffled.subList(from, Math.min(shuffled.size(), from + 5))
                    .forEach(document -> changes.add(new Change.Put(document)));
            index.apply(changes, ++version);
        }
        assertThat(index.view().documentCount()).isEqualTo(DOCUMENTS);
        assertThat(results(index, null)).isEqualTo(expected());
    }

    /** Only some places of such a text are followed up: which ones must not depend on where the documents stand. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 64})
    void aTextThatStandsInManyDocumentsMoreThanOnceGivesTheSameResultInAnyOrder(int pageDocuments) {
        String common = texts.text(90);
        List<Document> many = new ArrayList<>();
        for (int d = 0; d < 64; d++) {
            String copy = texts.edited(common, .02);
            many.add(Texts.document("m" + d, texts.text(60) + copy + texts.text(40) + copy + texts.text(9) + copy));
        }
        Document submission = Texts.document("q", texts.text(100) + common + texts.text(50));
        Comparison once = Check.compare(Check.index(Check.paged(1_000), many), submission);
        assertThat(once.minor()).isNotEmpty();
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(many, new Random(seed));
            ReferenceIndex index = Check.index(Check.paged(pageDocuments), many);
            assertThat(Check.compare(index.view(), submission, CheckOptions.DEFAULT, new Random(seed)))
                    .as("order %d", seed)
                    .isEqualTo(once);
        }
    }

    /** Common text names few of the documents that hold it, and counts all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 64})
    void commonTextIsTheSameWhateverThePagesTheOrderAndTheHistory(int pageDocuments) {
        String common = texts.text(90);
        List<Document> many = new ArrayList<>();
        for (int d = 0; d < 160; d++) {
            many.add(Texts.document(
                    "m" + d, texts.text(60 + texts.below(9)) + texts.edited(common, .01) + texts.text(40)));
        }
        Document submission = Texts.document("q", texts.text(100) + common + texts.text(50));
        Comparison once = Check.compare(Check.index(Check.paged(1_000), many), submission);
        assertThat(once.commonText().passages()).isNotEmpty();
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Collections.shuffle(many, random);
            ReferenceIndex index = Check.index(Check.paged(pageDocuments), many);
            long version = 1;
            for (int round = 0; round < 10; round++) {
                Document one = many.get(random.nextInt(many.size()));
                index.apply(List.of(new Change.Remove(one.id())), ++version);
                index.apply(List.of(new Change.Put(one), new Change.Put(Texts.document("gone", common))), ++version);
            }
            index.apply(List.of(new Change.Remove(new Document.Id("t", "gone"))), ++version);
            assertThat(Check.compare(index.view(), submission, CheckOptions.DEFAULT, random))
                    .as("order %d", seed)
                    .isEqualTo(once);
        }
    }

    /** Two places of one gram lead to seeds that start at the same place: which comes first must not depend on the order. */
    @Test
    void aRepeatedHeadingOfManyDocumentsGivesTheSameResultInAnyOrder() {
        String heading = "甲乙丙丁戊己庚辛壬癸";
        String common = heading + heading + texts.text(50);
        List<Document> many = new ArrayList<>();
        for (int d = 0; d < 48; d++) {
            many.add(Texts.document("h" + d, common + texts.text(60)));
        }
        Document submission = Texts.document("q", texts.text(100) + common + texts.text(50));
        Comparison once = Check.compare(Check.index(Check.paged(1_000), many), submission);
        assertThat(once.minor()).isNotEmpty();
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(many, new Random(seed));
            assertThat(Check.compare(Check.index(Check.paged(1_000), many), submission))
                    .as("order %d", seed)
                    .isEqualTo(once);
        }
    }

    @Test
    void whatWasDeletedOrReplacedLeavesNoTrace() {
        ReferenceIndex index = Check.index(Check.paged(30), references);
        long version = 1;
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            int which = random.nextInt(DOCUMENTS);
            Document.Id id = references.get(which).id();
            Document other = new Document(
                    id,
                    null,
                    List.of(
                            new Document.Section("x", texts.text(80)),
                            references.get(0).sections().get(0)));
            index.apply(List.of(random.nextBoolean() ? new Change.Remove(id) : new Change.Put(other)), ++version);
            index.apply(List.of(new Change.Put(references.get(which))), ++version);
        }
        index.apply(List.of(new Change.Put(Texts.document("gone", texts.text(200)))), ++version);
        index.apply(List.of(new Change.Remove(new Document.Id("t", "gone"))), ++version);
        assertThat(index.view().documentCount()).isEqualTo(DOCUMENTS);
        assertThat(index.view().corpusVersion()).isEqualTo(version);
        assertThat(results(index, null)).isEqualTo(expected());
    }

    @Test
    void aDeletedDocumentIsGoneFromTheNextCheckAndStaysInOlderViews() {
        ReferenceIndex index = Check.index(Check.paged(30), references);
        ReferenceIndex.View before = index.view();
        Document.Id id = expected().get(0).matches().get(0).document();
        index.apply(List.of(new Change.Remove(id)), 2);
        assertThat(Check.compare(index, submissions.get(0)).matches())
                .noneMatch(match -> match.document().equals(id));
        assertThat(Check.compare(before, submissions.get(0), CheckOptions.DEFAULT, null))
                .isEqualTo(expected().get(0));
    }

    @Test
    void unrelatedTextNeverRaisesContainment() {
        ReferenceIndex index = Check.index(Check.paged(30), references);
        Document submission = submissions.get(0);
        double containment = Check.compare(index, submission).containment();
        List<Document.Section> sections = new ArrayList<>(submission.sections());
        sections.add(new Document.Section("unrelated", "zyx wvu ".repeat(50)));
        double more = Check.compare(index, new Document(submission.id(), null, sections))
                .containment();
        assertThat(more).isLessThan(containment);
    }
}
