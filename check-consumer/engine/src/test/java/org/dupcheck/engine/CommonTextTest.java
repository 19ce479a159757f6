package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.engine.Comparison.CommonPassage;
import org.junit.jupiter.api.Test;

/** A passage that reference documents hold counts, or is told as common text: however many they are. */
class CommonTextTest {
    private static final int DOCUMENTS = 3_000;
    private static final int OWN = 400;
    private static final List<Integer> HOLDERS = List.of(1, 2, 3, 5, 8, 12, 20, 40, 41, 60, 80, 100, 300, 1_000);
    private static final List<Integer> LENGTHS = List.of(60, 120, 240, 480, 960);

    private final Texts texts = new Texts(9, 2_500);
    private final Random random = new Random(9);

    /** A passage, and who holds it. */
    private record Planted(String passage, Set<Document.Id> holders) {}

    /** So many documents of their own text; some hold passages, each at another place. */
    private List<Document> documents(int count, List<Planted> planted) {
        Map<Document.Id, List<String>> parts = new HashMap<>();
        for (Planted one : planted) {
            one.holders.forEach(
                    id -> parts.computeIfAbsent(id, key -> new ArrayList<>()).add(one.passage));
        }
        List<Document> documents = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            Document.Id id = new Document.Id("t", "d" + d);
            StringBuilder text = new StringBuilder(texts.text(OWN / 2 + random.nextInt(OWN)));
            for (String part : parts.getOrDefault(id, List.of())) {
                text.append(part).append(texts.text(30 + random.nextInt(OWN)));
            }
            documents.add(new Document(id, null, List.of(new Document.Section("s0", text.toString()))));
        }
        return documents;
    }

    private Set<Document.Id> some(int count, int of) {
        List<Integer> numbers = new ArrayList<>();
        for (int d = 0; d < of; d++) {
            numbers.add(d);
        }
        Collections.shuffle(numbers, random);
        return numbers.subList(0, count).stream()
                .map(d -> new Document.Id("t", "d" + d))
                .collect(Collectors.toSet());
    }

    private Planted planted(int length, int holders, int of) {
        return new Planted("甲" + texts.text(length - 2) + "乙", some(holders, of));
    }

    private static int covered(Comparison result, int from, int to) {
        Set<Integer> places = new HashSet<>();
        result.matches()
                .forEach(match -> match.passages().forEach(passage -> {
                    for (int at = passage.start(); at < passage.end(); at++) {
                        places.add(at);
                    }
                }));
        result.commonText().passages().forEach(passage -> {
            for (int at = passage.start(); at < passage.end(); at++) {
                places.add(at);
            }
        });
        places.removeIf(at -> at < from || at >= to);
        return places.size();
    }

    /** A submission with text of its own around a passage. */
    private Document around(String passage) {
        return Texts.document("q", texts.text(200) + passage + texts.text(200));
    }

    /** A passage that two hundred of three hundred documents hold, which is cheap by then, and their index. */
    private final Planted common = planted(150, 200, 300);

    private ReferenceIndex index(Planted... planted) {
        return Check.index(EngineSettings.defaults(), documents(300, List.of(planted)));
    }

    @Test
    void aPassageThatAnyNumberOfDocumentsHoldCountsOrIsToldAsCommon() {
        List<Planted> planted = new ArrayList<>();
        for (int length : LENGTHS) {
            for (int holders : HOLDERS) {
                planted.add(planted(length, holders, DOCUMENTS));
            }
        }
        planted.add(planted(120, DOCUMENTS, DOCUMENTS));
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents(DOCUMENTS, planted));
        for (Planted one : planted) {
            String before = texts.text(200);
            String text = before + one.passage + texts.text(200);
            int from = before.length();
            int to = from + one.passage.length();
            Comparison result = Check.compare(index, Texts.document("q", text));
            String name = one.passage.length() + " characters in " + one.holders.size() + " documents";
            assertThat(covered(result, from, to)).as(name).isGreaterThanOrEqualTo(one.passage.length() - 3);
            for (CommonPassage common : result.commonText().passages()) {
                assertThat(common.start()).as(name).isBetween(from - 3, to);
                assertThat(common.end()).as(name).isBetween(from, to + 3);
                assertThat(common.documents()).as(name).isEqualTo(one.holders.size());
                assertThat(common.examples()).as(name).hasSize(Math.min(8, one.holders.size()));
                assertThat(one.holders).as(name).containsAll(common.examples());
            }
        }
    }

    @Test
    void anEditedCopyIsToldAsWell() {
        ReferenceIndex index = index(common);
        String before = texts.text(200);
        String edited = texts.edited(common.passage, .05);
        Comparison result = Check.compare(index, Texts.document("q", before + edited + texts.text(200)));
        assertThat(result.matches()).isEmpty();
        assertThat(covered(result, before.length(), before.length() + edited.length()))
                .isGreaterThan(edited.length() * 9 / 10);
        assertThat(result.commonText().passages())
                .allSatisfy(passage -> assertThat(passage.documents()).isBetween(190, 200));
    }

    @Test
    void whatOneDocumentAloneHoldsStillCountsBesideIt() {
        Planted alone = planted(300, 1, 300);
        Comparison result =
                Check.compare(index(common, alone), around(common.passage + texts.text(100) + alone.passage));
        assertThat(result.matches()).extracting(Comparison.Match::document).containsExactlyElementsOf(alone.holders);
        assertThat(result.matchedTokens()).isBetween(295, 305);
        assertThat(result.commonText().tokens()).isBetween(148, 152);
        assertThat(result.commonText().passages())
                .singleElement()
                .satisfies(passage -> assertThat(passage.documents()).isEqualTo(200));
    }

    @Test
    void aRegisteredFormStaysSilentAndSoDoesAQuotation() {
        ReferenceIndex index = index(common);
        assertThat(told(index, common.passage, CheckOptions.DEFAULT)).isPositive();
        assertThat(told(
                        index,
                        common.passage,
                        new CheckOptions(Set.of(), false, false, false, false, List.of(common.passage))))
                .isZero();
        String quoted = "“" + common.passage + "”[3]。";
        assertThat(told(index, quoted, new CheckOptions(Set.of(), false, true, false, false, List.of())))
                .isZero();
    }

    private int told(ReferenceIndex index, String passage, CheckOptions options) {
        return Check.compare(index.view(), around(passage), options, null)
                .commonText()
                .tokens();
    }

    @Test
    void onlyDocumentsInForceThatMayBeComparedAreCounted() {
        ReferenceIndex index = index(common);
        List<Document.Id> holders = new ArrayList<>(common.holders);
        List<Change> changes = new ArrayList<>();
        holders.subList(0, 50).forEach(id -> changes.add(new Change.Remove(id)));
        changes.add(new Change.Put(
                new Document(new Document.Id("t", "mine"), "u1", List.of(new Document.Section("s0", common.passage)))));
        index.apply(changes, 2);
        Document submission =
                new Document(holders.get(60), "u1", around(common.passage).sections());
        CheckOptions options = new CheckOptions(Set.copyOf(holders.subList(100, 120)), true);
        assertThat(Check.compare(index.view(), submission, options, null)
                        .commonText()
                        .passages())
                .singleElement()
                .satisfies(passage -> {
                    assertThat(passage.documents()).isEqualTo(200 - 50 - 1 - 20);
                    assertThat(holders.subList(50, 200)).containsAll(passage.examples());
                    assertThat(passage.examples())
                            .doesNotContain(holders.get(60))
                            .doesNotContainAnyElementsOf(holders.subList(100, 120));
                });
    }

    @Test
    void aDocumentThatHoldsItTwiceCountsOnceAndTheSubmissionIsToldBothPlaces() {
        List<Document> documents = documents(300, List.of(common));
        documents.replaceAll(document -> new Document(
                document.id(),
                null,
                List.of(
                        document.sections().get(0),
                        new Document.Section("again", document.sections().get(0).text()))));
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Comparison result = Check.compare(
                index, Texts.document("q", texts.text(90) + common.passage, texts.text(90) + common.passage));
        assertThat(result.commonText().passages())
                .extracting(CommonPassage::section)
                .containsExactly("s0", "s1");
        assertThat(result.commonText().passages())
                .allSatisfy(passage -> assertThat(passage.documents()).isEqualTo(200));
    }

    @Test
    void repeatsAndSetPhrasesAreNotTold() {
        String zeros = "0.00 ".repeat(60);
        String phrase = texts.text(18);
        List<Document> documents = new ArrayList<>();
        for (int d = 0; d < 300; d++) {
            documents.add(Texts.document("d" + d, texts.text(300) + zeros + texts.text(50) + phrase + texts.text(50)));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        assertThat(told(index, zeros, CheckOptions.DEFAULT)).isZero();
        assertThat(told(index, phrase, CheckOptions.DEFAULT)).isZero();
    }

    @Test
    void ofTooManyPassagesTheLargestAreToldAndTheVerdictSaysSo() {
        List<Planted> planted = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < 120; p++) {
            planted.add(planted(40 + p % 6, 150, 200));
            text.append(planted.get(p).passage).append(texts.text(40));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents(200, planted));
        Comparison result = Check.compare(index, Texts.document("q", text.toString()));
        assertThat(result.commonText().passages()).hasSize(100);
        assertThat(result.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Comparison.Signal.Kind.SEARCH_LIMIT);
            assertThat(signal.count()).isEqualTo(20);
        });
    }
}
