package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeating a copied text does not hide it: what is covered once is covered in each repeat. */
class RepeatTest {
    private static final int BODY = 900;
    /** Characters of 2.5 MB. */
    private static final int LONG = 2_500_000 / 3;

    private final Texts texts = new Texts(31, 3_000);
    private final List<String> bodies = new ArrayList<>();
    private final ReferenceIndex index;

    RepeatTest() {
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 60; d++) {
            bodies.add(texts.text(BODY));
            references.add(Texts.document("r" + d, bodies.get(d)));
        }
        index = Check.index(EngineSettings.defaults(), references);
    }

    private Comparison compare(String... sections) {
        return Check.compare(index, Texts.document("q", sections));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 20, 100})
    void anApprovedBodyAnyNumberOfTimesOverIsCoveredWhole(int times) {
        Comparison result = compare(bodies.get(0).repeat(times));
        assertThat(result.containment()).isEqualTo(1);
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matches().get(0).passages()).hasSize(times);
        assertThat(result.signals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, .05", "20, .1", "60, .1", "20, .2"})
    void repeatsThatAreEditedEachInItsOwnWayAreCoveredToo(int times, double share) {
        StringBuilder text = new StringBuilder();
        int covered = 0;
        for (int n = 0; n < times; n++) {
            String repeat = texts.edited(bodies.get(0), share);
            covered += compare(repeat).matchedTokens();
            text.append(repeat);
        }
        assertThat(compare(text.toString()).matchedTokens()).isGreaterThan((int) (.97 * covered));
    }

    @Test
    void aCopiedParagraphAmongNineThatAreHiddenIsFoundTenTimes() {
        String paragraph = bodies.get(7).substring(200, 330);
        String own = texts.text(400);
        Comparison apart = compare(own + paragraph + texts.text(400) + (paragraph + "\n").repeat(9));
        Comparison woven = compare(own + (paragraph + texts.text(70)).repeat(10));
        assertThat(apart.matches().get(0).passages()).hasSize(10);
        assertThat(apart.containment()).isBetween(.58, .63);
        assertThat(woven.matches().get(0).passages()).hasSize(10);
    }

    @Test
    void aTailOfRepeatsHidesNoneOfTwentyApprovedBodies() {
        String twenty = String.join("", bodies.subList(0, 20));
        assertThat(compare(twenty).containment()).isEqualTo(1);
        assertThat(compare(twenty + twenty.repeat(8)).containment()).isEqualTo(1);
        Comparison one = compare(twenty + bodies.get(3).repeat(8));
        assertThat(one.containment()).isEqualTo(1);
        assertThat(one.matches()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 40})
    void aParagraphInManySectionsIsFoundInEach(int number) {
        String paragraph = bodies.get(5).substring(300, 420);
        String[] sections = new String[number];
        for (int s = 0; s < number; s++) {
            sections[s] = texts.text(150) + paragraph + texts.text(150);
        }
        Comparison result = compare(sections);
        assertThat(result.sections())
                .allSatisfy(section -> assertThat(section.containment()).isBetween(.26, .31));
        assertThat(result.matches().get(0).passages()).hasSize(number);
    }

    @Test
    void aLongTextOfNothingButApprovedTextIsCovered() {
        Random random = new Random(4);
        StringBuilder whole = new StringBuilder();
        StringBuilder pieces = new StringBuilder();
        while (whole.length() < LONG) {
            whole.append(bodies.get(random.nextInt(bodies.size())));
            String body = bodies.get(random.nextInt(bodies.size()));
            int from = random.nextInt(body.length() - 200);
            pieces.append(body, from, from + 100 + random.nextInt(100));
        }
        while (pieces.length() < LONG / 4) {
            pieces.append(pieces.toString());
        }
        assertThat(compare(whole.toString()).containment()).isGreaterThan(.999);
        assertThat(compare(pieces.toString()).containment()).isGreaterThan(.97);
        assertThat(compare(bodies.get(9).repeat(LONG / BODY)).containment()).isGreaterThan(.999);
        assertThat(compare(bodies.get(9).substring(0, 120).repeat(LONG / 120)).containment())
                .isGreaterThan(.999);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 41, 64})
    void aShortPieceRepeatedIsCoveredInEachRepeat(int size) {
        String piece = bodies.get(11).replaceAll("[，。\n]", "").substring(100, 100 + size);
        Comparison once = compare(texts.text(300) + piece + texts.text(300));
        Comparison often = compare(texts.text(300) + (piece + "甲乙丙丁").repeat(50) + texts.text(300));
        assertThat(once.matchedTokens()).isBetween(size - 2, size + 4);
        assertThat(often.matchedTokens()).isGreaterThanOrEqualTo(50 * (size - 2));
    }

    @Test
    void aReferenceThatRepeatsItsTextIsFoundInEachRepeatToo() {
        String paragraph = texts.text(150);
        ReferenceIndex repeating = Check.index(
                EngineSettings.defaults(),
                List.of(
                        Texts.document("many", (paragraph + texts.text(20)).repeat(4)),
                        Texts.document("other", texts.text(3_000))));
        for (int times : new int[] {1, 5, 9, 30}) {
            Comparison result =
                    Check.compare(repeating, Texts.document("q", texts.text(500) + (paragraph + "：").repeat(times)));
            double share = 150.0 * times / (500 + 150 * times);
            assertThat(result.containment()).isBetween(share - .02, share + .03);
        }
    }

    @Test
    void whatManyDocumentsHoldDoesNotCrowdOutWhatOneHolds() {
        List<Document> references = new ArrayList<>();
        List<String> popular = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            popular.add(texts.text(120));
        }
        for (int d = 0; d < 180; d++) {
            references.add(Texts.document("p" + d, texts.text(200) + popular.get(d % 6) + texts.text(200)));
        }
        String rare = texts.text(40);
        references.add(Texts.document("rare", texts.text(300) + rare + texts.text(300)));
        Collections.shuffle(references, new Random(1));
        ReferenceIndex many = Check.index(EngineSettings.defaults(), references);
        Comparison result =
                Check.compare(many, Texts.document("q", String.join(texts.text(60), popular) + texts.text(60) + rare));
        assertThat(result.matches())
                .anySatisfy(match -> assertThat(match.document().id()).isEqualTo("rare"));
    }

    /** The tail of the second copy continues the first copy's box, which covers the second copy and drops the tail again. */
    @Test
    void aCopyWithATailThatRepeatsItselfIsFoundTwiceInOneSection() {
        String tail = texts.text(9).substring(0, 9) + "。\n";
        String copied = texts.text(50) + tail.repeat(10);
        ReferenceIndex one = Check.index(
                EngineSettings.defaults(),
                List.of(Texts.document("r", texts.text(280) + copied + tail.repeat(11) + texts.text(60))));
        String between = texts.text(60);
        Comparison result = Check.compare(one, Texts.document("q", copied + between + copied));
        int once = Check.compare(one, Texts.document("q", copied)).matchedTokens();
        assertThat(once).isPositive();
        assertThat(result.matchedTokens()).isGreaterThanOrEqualTo(2 * once);
    }

    /** A box reaches over text of another document to a piece beyond it, and gives way to the other document whole. */
    @Test
    void aPieceBesideAnotherDocumentsPassageIsNotLostWithABoxThatReachesOverThatPassage() {
        String shared = texts.text(60);
        String ofWhole = texts.text(200) + shared;
        String piece = texts.text(36);
        ReferenceIndex two = Check.index(
                EngineSettings.defaults(),
                List.of(
                        Texts.document("whole", ofWhole + texts.text(30)),
                        Texts.document("piece", texts.text(100) + piece + texts.text(5) + shared + texts.text(100))));
        Comparison alone = Check.compare(two, Texts.document("q", piece));
        Comparison beside = Check.compare(two, Texts.document("q", ofWhole + texts.text(10) + piece));
        assertThat(alone.matches()).extracting(match -> match.document().id()).contains("piece");
        assertThat(beside.matches()).extracting(match -> match.document().id()).contains("piece");
    }
}
