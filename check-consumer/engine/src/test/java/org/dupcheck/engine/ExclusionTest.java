package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dupcheck.engine.Comparison.Exclusion;
import org.dupcheck.engine.Comparison.Exclusion.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options leave out, to the token. */
class ExclusionTest {
    private static final CheckOptions QUOTATIONS = options(false, true, false, false);
    private static final CheckOptions BIBLIOGRAPHY = options(false, false, true, false);
    private static final CheckOptions OWNERS = options(true, false, false, false);
    private static final CheckOptions MINOR = options(false, false, false, true);

    private final Texts texts = new Texts(8, 2_500);
    private final String source = texts.unbroken(400);

    private static CheckOptions options(
            boolean owners, boolean quotations, boolean bibliography, boolean minor, String... templates) {
        return new CheckOptions(Set.of(), owners, quotations, bibliography, minor, List.of(templates));
    }

    private static Comparison compare(List<Document> references, CheckOptions options, String... sections) {
        ReferenceIndex index = Check.index(EngineSettings.defaults(), references);
        return Check.compare(index.view(), Texts.document("q", sections), options, null);
    }

    /** Tokens left out of a text for the only reason that was asked for. */
    private static int leftOut(CheckOptions options, String... sections) {
        Comparison all = compare(List.of(), CheckOptions.DEFAULT, sections);
        Comparison without = compare(List.of(), options, sections);
        assertThat(without.exclusions()).hasSize(1);
        Exclusion exclusion = without.exclusions().get(0);
        assertThat(exclusion.matchedTokens()).isZero();
        assertThat(without.tokens()).isEqualTo(all.tokens() - exclusion.tokens());
        return exclusion.tokens();
    }

    @ParameterizedTest
    @CsvSource({"7, 0", "8, 8", "2000, 2000", "2001, 0"})
    void aQuotationOfEightToTwoThousandCharactersIsLeftOut(int characters, int tokens) {
        String quoted = texts.unbroken(characters);
        assertThat(leftOut(QUOTATIONS, texts.unbroken(20) + "“" + quoted + "”[3]。" + texts.unbroken(20)))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3]",
                "。[1, 2]",
                "， ［4］",
                "〔5–7〕",
                "【12】",
                "[1][2]",
                "（王某，2019）",
                "(Smith 1898)",
                "①",
                "。\n[ 3 ]"
            })
    void aQuotationWithItsSourceIsLeftOut(String source) {
        assertThat(leftOut(QUOTATIONS, texts.unbroken(9) + "“" + texts.unbroken(10) + "”" + source + texts.unbroken(9)))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "。", "[甲]", "[1234]", "（见下文）", "（1）", "。。。。[1]", "甲[1]", "（王某\n2019）", "(Smith 1798)"})
    void aQuotationWithoutASourceCounts(String source) {
        assertThat(leftOut(QUOTATIONS, texts.unbroken(9) + "“" + texts.unbroken(10) + "”" + source + texts.unbroken(9)))
                .isZero();
    }

    @Test
    void aQuotationEndsWithItsOwnMarkWhateverStandsWithin() {
        assertThat(leftOut(
                        QUOTATIONS,
                        texts.unbroken(9) + "「" + texts.unbroken(6) + "“" + texts.unbroken(5) + "”[1]"
                                + texts.unbroken(4) + "」[2]" + texts.unbroken(9)))
                .isEqualTo(6 + 5 + 1 + 4);
        assertThat(leftOut(QUOTATIONS, "「" + texts.unbroken(6) + "“" + texts.unbroken(5) + "」[2]" + texts.unbroken(9)))
                .isEqualTo(6 + 5);
    }

    @Test
    void eachOfSeveralQuotationsInEachSectionIsLeftOut() {
        String two = "“" + texts.unbroken(10) + "”[1]" + texts.unbroken(9) + "『" + texts.unbroken(11) + "』[2]";
        assertThat(leftOut(QUOTATIONS, texts.unbroken(9), two, two + texts.unbroken(3)))
                .isEqualTo(42);
    }

    @Test
    void aMarkThatIsNeverClosedHidesNoLaterQuotation() {
        for (String before : List.of("", texts.unbroken(5))) {
            assertThat(leftOut(
                            QUOTATIONS,
                            before + "“" + texts.unbroken(2_100) + "「" + texts.unbroken(10) + "」[1]"
                                    + texts.unbroken(9)))
                    .isEqualTo(10);
        }
    }

    @Test
    void theListOfReferencesIsLeftOutWithItsHeading() {
        String entry = texts.unbroken(30) + "，2001\n";
        assertThat(leftOut(BIBLIOGRAPHY, texts.unbroken(20) + "\n参考文献：\n" + entry, texts.unbroken(20)))
                .isEqualTo(4 + 31);
        assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n\n" + entry + "\n" + entry)).isEqualTo(4 + 2 * 31);
        assertThat(leftOut(BIBLIOGRAPHY, texts.unbroken(20) + "参考文献\n" + entry)).isZero();
        for (String source : List.of("[M]", "［J/OL］", "https://", "doi: ", "1998")) {
            assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n" + texts.unbroken(20) + source))
                    .as(source)
                    .isGreaterThan(23);
        }
    }

    /** Whoever copies a page must not hide it by a heading in front. */
    @Test
    void aHeadingAloneHidesNothing() {
        assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n" + texts.unbroken(30))).isEqualTo(4);
        String entry = texts.unbroken(30) + "，2001\n";
        String copied = texts.unbroken(300);
        assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n" + entry + copied + "\n" + entry))
                .isEqualTo(4 + 31);
        assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n" + copied + "2001年" + copied + copied))
                .as("a year in a line as long as a paragraph")
                .isEqualTo(4);
    }

    @Test
    void anEntryMayGoOnInOneShortLine() {
        String entry = texts.unbroken(30) + "，2001\n";
        String rest = texts.unbroken(20) + "\n";
        assertThat(leftOut(BIBLIOGRAPHY, "参考文献\n" + entry + rest + entry + rest + rest))
                .isEqualTo(4 + 2 * (31 + 20));
    }

    /** The first one stands in a table of contents. */
    @Test
    void everyHeadingHasItsOwnList() {
        String entry = texts.unbroken(30) + "，2001\n";
        assertThat(leftOut(BIBLIOGRAPHY, texts.unbroken(5) + "\n参考文献\n" + texts.unbroken(200) + "\n参考文献\n" + entry))
                .isEqualTo(4 + 4 + 31);
    }

    @Test
    void anEntryOfSuchAListIsLeftOutWhereverItStands() {
        String entry = "[1] " + texts.unbroken(10) + "[J]. " + texts.unbroken(5);
        int tokens = 1 + 10 + 1 + 5;
        assertThat(leftOut(BIBLIOGRAPHY, texts.unbroken(20) + "\n" + entry + "\n" + texts.unbroken(20) + "\n" + entry))
                .isEqualTo(2 * tokens);
        assertThat(leftOut(BIBLIOGRAPHY, entry + "\n参考文献\n" + entry)).isEqualTo(2 * tokens + 4);
    }

    @Test
    void aQuotationInTheListOfReferencesIsToldAsPartOfTheList() {
        String text = texts.unbroken(20) + "\n参考文献\n2001“" + texts.unbroken(10) + "”[1]";
        assertThat(compare(List.of(), options(false, true, true, false), text).exclusions())
                .containsExactly(new Exclusion(Kind.BIBLIOGRAPHY, 16, 0), new Exclusion(Kind.QUOTATION, 0, 0));
    }

    @Test
    void eightTokensOfAFormAreLeftOutAndSevenAreNot() {
        String form = texts.unbroken(30);
        CheckOptions options = options(false, false, false, false, texts.unbroken(5), form);
        assertThat(leftOut(options, texts.unbroken(9), texts.unbroken(9) + form.substring(3, 11) + texts.unbroken(9)))
                .isEqualTo(8);
        assertThat(leftOut(options, texts.unbroken(9) + form.substring(22))).isEqualTo(8);
        assertThat(leftOut(options, texts.unbroken(9) + form.substring(3, 10) + texts.unbroken(9)))
                .isZero();
    }

    @Test
    void aShortLineOfAFormIsLeftOutWhereItStandsAsALine() {
        CheckOptions options = options(false, false, false, false, "项目名称\n\n负责人\r\n联系电话");
        assertThat(leftOut(options, texts.unbroken(9), texts.unbroken(9) + "\n负责人：\r\n" + texts.unbroken(9)))
                .isEqualTo(3);
        assertThat(leftOut(options, "负责人\r" + texts.unbroken(9) + "\n联系电话")).isEqualTo(7);
        assertThat(leftOut(options, texts.unbroken(9) + "，负责人，" + texts.unbroken(9)))
                .isZero();
        assertThat(leftOut(
                        options, texts.unbroken(9) + "\n负责人" + texts.unbroken(2) + "\n" + texts.unbroken(9) + "联系电话\n"))
                .isZero();
    }

    @Test
    void ofAPassageThatIsQuotedInPartTheRestCounts() {
        List<Document> references = List.of(Texts.document("r", source), Texts.document("other", texts.unbroken(600)));
        String text = texts.newWords(50, " ") + source.substring(100, 160) + "“" + source.substring(160, 200) + "”[1]"
                + texts.newWords(50, " ");
        Comparison result = compare(references, QUOTATIONS, text);
        // the source itself is one more token
        assertThat(result.exclusions()).containsExactly(new Exclusion(Kind.QUOTATION, 40, 40));
        assertThat(result.tokens()).isEqualTo(50 + 60 + 1 + 50);
        assertThat(result.matchedTokens()).isEqualTo(60);
        assertThat(result.containment()).isEqualTo(60 / 161.0);
        assertThat(result.matches()).singleElement().satisfies(match -> {
            assertThat(match.containment()).isEqualTo(60 / 161.0);
            assertThat(match.longestRun()).isEqualTo(100);
        });
        assertThat(result.sections()).containsExactly(new Comparison.SectionFigures("s0", 60 / 161.0, 161, 60));
    }

    /** What is left of it would be no passage by itself. */
    @Test
    void aPassageThatIsNearlyAllQuotedCountsNowhereAndItsQuotedPartIsToldAsMatched() {
        List<Document> references = List.of(Texts.document("r", source), Texts.document("other", texts.unbroken(600)));
        String text = texts.newWords(50, " ") + source.substring(100, 105) + "“" + source.substring(105, 200) + "”[1]"
                + texts.newWords(50, " ");
        Comparison result = compare(references, QUOTATIONS, text);
        assertThat(result.exclusions()).containsExactly(new Exclusion(Kind.QUOTATION, 95, 95, 5));
        assertThat(result.raw().matchedTokens()).isEqualTo(100);
        assertThat(result.matchedTokens()).isZero();
        assertThat(result.matches()).isEmpty();
        assertThat(compare(references, CheckOptions.DEFAULT, text).matchedTokens())
                .isEqualTo(100);
    }

    private static Document owned(String id, String owner, String text) {
        return new Document(new Document.Id("t", id), owner, List.of(new Document.Section("s0", text)));
    }

    @Test
    void whatAnotherDocumentHoldsTooIsNotLeftOutAsTheOwners() {
        ReferenceIndex index = Check.index(
                EngineSettings.defaults(),
                List.of(
                        owned("mine", "u1", source),
                        owned("others", "u2", texts.unbroken(100) + source.substring(100, 200) + texts.unbroken(100)),
                        Texts.document("nobodys", texts.unbroken(300))));
        String text = texts.newWords(50, " ") + source.substring(50, 250) + texts.newWords(50, " ");
        Comparison result = Check.compare(index.view(), owned("q", "u1", text), OWNERS, null);
        assertThat(result.matches()).extracting(match -> match.document().id()).containsExactly("others");
        assertThat(result.exclusions()).containsExactly(new Exclusion(Kind.OWN_DOCUMENTS, 100, 100));
        assertThat(result.matchedTokens()).isEqualTo(100);
        assertThat(result.tokens()).isEqualTo(200);
        Comparison ofNobody = Check.compare(index.view(), owned("q", null, text), OWNERS, null);
        assertThat(ofNobody.matchedTokens()).isEqualTo(200);
    }

    @Test
    void withTheFloorAtNothingTheOwnersDocumentsAreLeftOutToo() {
        List<Document> references = new ArrayList<>();
        IntStream.range(0, 100)
                .forEach(d -> references.add(owned("mine" + d, "u1", texts.unbroken(50) + source.substring(0, 20))));
        ReferenceIndex index = Check.index(Check.exact(1_000), references);
        Document submission =
                owned("q", "u1", texts.newWords(50, " ") + source.substring(0, 20) + texts.newWords(50, " "));
        Comparison result = Check.compare(index.view(), submission, OWNERS, null);
        assertThat(result.matches()).isEmpty();
        assertThat(result.minor()).isEmpty();
        assertThat(result.exclusions()).containsExactly(new Exclusion(Kind.OWN_DOCUMENTS, 20, 20));
    }

    @Test
    void textThatOnlyMinorPassagesCoverIsLeftOutIfThatIsAskedFor() {
        List<Document> references = List.of(
                Texts.document("long", texts.unbroken(50) + source.substring(0, 100) + texts.unbroken(50)),
                Texts.document("within", texts.unbroken(50) + source.substring(40, 60) + texts.unbroken(50)),
                Texts.document("short", texts.unbroken(50) + source.substring(200, 220) + texts.unbroken(50)));
        String text = texts.newWords(50, " ")
                + source.substring(0, 100)
                + texts.newWords(30, " ")
                + source.substring(200, 220)
                + texts.newWords(50, " ");
        Comparison result = compare(references, MINOR, text);
        assertThat(result.exclusions()).containsExactly(new Exclusion(Kind.UNDER_FLOOR, 20, 0));
        assertThat(result.matchedTokens()).isEqualTo(100);
        assertThat(result.tokens()).isEqualTo(230);
        assertThat(compare(references, CheckOptions.DEFAULT, text).exclusions()).isEmpty();
    }

    @Test
    void whatIsLeftOutForTwoReasonsIsToldOnce() {
        ReferenceIndex index = Check.index(
                EngineSettings.defaults(),
                List.of(
                        owned("mine", "u1", texts.unbroken(50) + source.substring(0, 100) + texts.unbroken(50)),
                        owned("short", "u2", texts.unbroken(50) + source.substring(0, 20) + texts.unbroken(50))));
        String text = texts.newWords(50, " ") + "“" + source.substring(0, 60) + "”[1]" + texts.newWords(50, " ");
        CheckOptions options = options(true, true, false, true);
        Comparison result = Check.compare(index.view(), owned("q", "u1", text), options, null);
        assertThat(result.exclusions())
                .extracting(Exclusion::kind, Exclusion::tokens)
                .containsExactly(tuple(Kind.QUOTATION, 60), tuple(Kind.OWN_DOCUMENTS, 0), tuple(Kind.UNDER_FLOOR, 0));
        assertThat(result.tokens()).isEqualTo(101);
    }

    /** What everybody fills in makes neither a passage nor a run: by itself, as a section, or before the text that is copied. */
    @Test
    void aFormThatIsLeftOutMakesNoRunAndNoPassage() {
        String form = texts.unbroken(110);
        String copied = source.substring(0, 52);
        List<Document> references = List.of(Texts.document("r", source, form), Texts.document("s", form + source));
        CheckOptions options = options(false, false, false, false, form);
        Comparison apart = compare(references, options, texts.unbroken(40) + copied, form);
        assertThat(apart.longestRun()).isEqualTo(52);
        assertThat(apart.matches())
                .allSatisfy(match -> assertThat(match.passages())
                        .allSatisfy(passage -> assertThat(passage.section()).isEqualTo("s0")));
        assertThat(compare(references, options, form + copied + texts.unbroken(40))
                        .longestRun())
                .isEqualTo(52);
        assertThat(compare(references, options, form).matches()).isEmpty();
    }
}
