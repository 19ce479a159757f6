package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dupcheck.engine.Comparison.Exclusion;
import org.dupcheck.engine.Comparison.Passage;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Texts texts = new Texts(5, 2_500);
    private final String source = texts.text(600);
    private final ReferenceIndex index = Check.index(
            EngineSettings.defaults(), List.of(Texts.document("r", source), Texts.document("other", texts.text(600))));

    @Test
    void aDocumentAgainstItselfScoresOneDownToItsShortestSection() {
        Document document = Texts.document("r", source, "是", "短句", texts.text(60));
        ReferenceIndex own = Check.index(EngineSettings.defaults(), List.of(document));
        Comparison result = Check.compare(own, new Document(new Document.Id("t", "copy"), null, document.sections()));
        assertThat(result.containment()).isEqualTo(1);
        assertThat(result.sections()).allMatch(section -> section.containment() == 1);
    }

    @Test
    void disjointTextsScoreNothing() {
        Comparison result = Check.compare(index, Texts.document("q", "abc def ".repeat(200)));
        assertThat(result.containment()).isZero();
        assertThat(result.matches()).isEmpty();
        assertThat(result.tokens()).isEqualTo(400);
    }

    @Test
    void theSameNamesInAnotherOrderWithOtherNumbersAreNoPassage() {
        List<String> names = new ArrayList<>();
        for (int row = 0; row < 24; row++) {
            names.add(texts.text(7).replaceAll("[，。\n]", ""));
        }
        ReferenceIndex tables = Check.index(
                EngineSettings.defaults(),
                List.of(Texts.document("r", texts.text(300) + table(names) + texts.text(300))));
        Collections.shuffle(names, new Random(7));
        Comparison result =
                Check.compare(tables, Texts.document("q", texts.text(300) + table(names) + texts.text(300)));
        assertThat(result.matches()).isEmpty();
    }

    private String table(List<String> names) {
        StringBuilder table = new StringBuilder("\n");
        for (String name : names) {
            table.append(name);
            for (int column = 0; column < 12; column++) {
                table.append(' ').append(texts.below(100)).append('.').append(texts.below(100));
            }
            table.append('\n');
        }
        return table.toString();
    }

    @Test
    void aDocumentNeverMatchesItsOwnEntryNorOneThatIsExcluded() {
        assertThat(Check.compare(index, Texts.document("r", source)).matches()).isEmpty();
        CheckOptions options = new CheckOptions(Set.of(new Document.Id("t", "r")), false);
        assertThat(Check.compare(index.view(), Texts.document("q", source), options, null)
                        .matches())
                .isEmpty();
    }

    @Test
    void offsetsCutTheVeryCharactersOnBothSides() {
        String copied = source.substring(100, 300);
        String before = texts.text(200) + "。";
        Comparison result = Check.compare(index, Texts.document("q", before + copied + "！" + texts.text(200)));
        assertThat(result.matches()).hasSize(1);
        Passage passage = result.matches().get(0).passages().get(0);
        assertThat(passage.start()).isBetween(before.length() - 2, before.length() + 1);
        assertThat(passage.end()).isBetween(before.length() + 198, before.length() + 202);
        assertThat(source.substring(passage.sourceStart(), passage.sourceEnd())).contains(copied.substring(2, 195));
        assertThat(passage.similarity()).isGreaterThan(.97);
    }

    @Test
    void traditionalCharactersFullWidthAndPunctuationMakeNoDifference() {
        String simple = "国家对农业现代化发展给予大力支持，2023年共安排资金 3500 万元，用于建设智慧农业示范区和数据中心。";
        String disguised = "國傢對農業現代化發展給予大力支持２０２３年 共安排資金３５００萬元；用於建設智慧農業示範區和數據中心";
        ReferenceIndex small = Check.index(EngineSettings.defaults(), List.of(Texts.document("r", simple)));
        Comparison result = Check.compare(small, Texts.document("q", disguised));
        assertThat(result.containment()).isEqualTo(1);
    }

    @Test
    void everyDocumentThatHoldsThePassageIsNamed() {
        String copied = source.substring(100, 300);
        ReferenceIndex three = Check.index(
                EngineSettings.defaults(),
                List.of(
                        Texts.document("a", source),
                        Texts.document("b", texts.text(300) + copied + texts.text(300)),
                        Texts.document("c", copied + texts.text(300)),
                        Texts.document("half", texts.text(300) + copied.substring(0, 100) + texts.text(300))));
        Comparison result = Check.compare(three, Texts.document("q", texts.text(200) + copied + texts.text(200)));
        assertThat(result.matches()).extracting(match -> match.document().id()).containsExactly("a", "b", "c");
        assertThat(result.containment()).isBetween(.28, .36);
    }

    @Test
    void aPassageThatStandsTwiceCountsTwice() {
        String copied = source.substring(100, 200);
        assertThat(Check.compare(index, Texts.document("q", copied + copied)).containment())
                .isEqualTo(1);
        String between = texts.text(50);
        Comparison result = Check.compare(index, Texts.document("q", copied + between + copied));
        assertThat(result.containment()).isBetween(.75, .82);
        assertThat(result.matches().get(0).passages()).hasSize(2);
    }

    @Test
    void reorderedSentencesMakeOnePassage() {
        String a = source.substring(0, 80);
        String b = source.substring(80, 160);
        String c = source.substring(160, 240);
        Comparison result = Check.compare(index, Texts.document("q", texts.text(100) + c + a + b + texts.text(100)));
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matches().get(0).passages()).hasSize(1);
    }

    @Test
    void aShortRunIsMinorAndCountsInNoRatio() {
        Comparison result = Check.compare(
                index, Texts.document("q", "zz yy " + source.substring(50, 66).replaceAll("[，。\\n]", "") + " xx ww"));
        assertThat(result.matches()).isEmpty();
        assertThat(result.containment()).isZero();
        assertThat(result.minor()).hasSize(1);
    }

    @Test
    void ownersDocumentsAreLeftOutOfBothSidesOfTheRatio() {
        Document mine = new Document(new Document.Id("t", "mine"), "u1", List.of(new Document.Section("s", source)));
        ReferenceIndex own = Check.index(EngineSettings.defaults(), List.of(mine));
        Document submission = new Document(
                new Document.Id("t", "q"),
                "u1",
                List.of(new Document.Section("s", texts.text(300) + source.substring(100, 300))));
        Comparison with = Check.compare(own.view(), submission, CheckOptions.DEFAULT, null);
        Comparison without = Check.compare(own.view(), submission, new CheckOptions(Set.of(), true), null);
        assertThat(with.containment()).isGreaterThan(.3);
        assertThat(without.matches()).isEmpty();
        assertThat(without.containment()).isZero();
        assertThat(without.exclusions()).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(Exclusion.Kind.OWN_DOCUMENTS);
            assertThat(e.tokens()).isEqualTo(with.matchedTokens());
            assertThat(without.tokens()).isEqualTo(with.tokens() - e.tokens());
        });
    }

    @Test
    void quotationsWithASourceBibliographyAndTemplatesAreLeftOut() {
        String quoted = source.substring(0, 120);
        String form = "一、项目背景及必要性\n二、研究内容与技术路线\n";
        String list = "\n参考文献\n[1] " + source.substring(300, 400).replace("\n", "") + "[J]. 2001.";
        String own = texts.text(200);
        Document submission = Texts.document("q", form + own + "“" + quoted + "”[3]。" + own + list);
        CheckOptions options = new CheckOptions(Set.of(), false, true, true, false, List.of(form));
        Comparison without = Check.compare(index.view(), submission, options, null);
        assertThat(without.containment()).isZero();
        assertThat(without.exclusions())
                .extracting(Exclusion::kind)
                .containsExactly(Exclusion.Kind.BIBLIOGRAPHY, Exclusion.Kind.QUOTATION, Exclusion.Kind.TEMPLATE);
        assertThat(without.exclusions().get(1).matchedTokens()).isGreaterThan(100);
        assertThat(without.exclusions().get(2).tokens()).isEqualTo(19);
        assertThat(without.tokens())
                .isEqualTo(Check.compare(index, submission).tokens()
                        - without.exclusions().stream()
                                .mapToInt(Exclusion::tokens)
                                .sum());
        assertThat(Check.compare(index, submission).containment()).isGreaterThan(.2);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new EngineSettings(0, 1, 13)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EngineSettings(1, -1, 13)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EngineSettings(1, Double.NaN, 13)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EngineSettings(1, 1, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Check.paged(7).version())
                .isEqualTo(EngineSettings.defaults().version())
                .hasSize(8);
        assertThat(Check.exact(7).version())
                .isNotEqualTo(EngineSettings.defaults().version());
    }

    @Test
    void aCorpusVersionThatDoesNotFollowIsRefused() {
        assertThatThrownBy(() -> index.apply(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
