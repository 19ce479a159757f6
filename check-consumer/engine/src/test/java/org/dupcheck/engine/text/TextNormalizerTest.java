package org.dupcheck.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is one thing to the eye is one thing to the matcher. */
class TextNormalizerTest {
    /** Default_Ignorable_Code_Point of Unicode 15.0, as DerivedCoreProperties.txt has it: firsts and lasts. */
    private static final int[] DEFAULT_IGNORABLE = {
        0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F, 0x202A,
        0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0,
        0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private static List<Integer> tokens(String text) {
        TokenText tokens = TextNormalizer.shared().tokens(text);
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            list.add(tokens.token(i));
        }
        return list;
    }

    private static void assertSame(String text, String other) {
        assertThat(tokens(text)).as("%s and %s", text, other).isEqualTo(tokens(other));
    }

    private static void assertDifferent(String text, String other) {
        assertThat(tokens(text)).as("%s and %s", text, other).isNotEqualTo(tokens(other));
    }

    @ParameterizedTest
    @CsvSource({
        "⺟, 母", "⻚, 页", "⻔, 门", "⻓, 长", "⻢, 马", "⻅, 见", "⻋, 车", "⻛, 风", "⻜, 飞", "⻝, 食", "⻥, 鱼", "⻦, 鸟",
        "⻩, 黄", "⻬, 齐", "⻮, 齿", "⻰, 龙", "⻳, 龟", "⺠, 民", "⺢, 氺", "⻄, 西", "⻘, 青", "⻑, 长", "⼀, 一", "⾧, 长",
        "㇐, 一", "㇠, 乙", "車, 车", "豈, 岂", "﨑, 﨑", "値, 值", "戸, 户", "呉, 吴", "黒, 黑"
    })
    void radicalsStrokesAndVariantsAreTheirCharacters(String text, String character) {
        assertSame("工程" + text + "面", "工程" + character + "面");
    }

    @Test
    void everyRadicalOfTheSupplementIsATokenAndAllWithAnEquivalentAreThat() {
        CharacterPairs equivalents = CharacterPairs.load("same-shapes.txt");
        int found = 0;
        for (int c = 0x2E80; c <= 0x2EF3; c++) {
            if (!Character.isDefined(c)) {
                continue;
            }
            String radical = Character.toString(c);
            assertThat(tokens("水" + radical + "文")).as("U+%X", c).hasSize(3);
            boolean known = equivalents.has(c)
                    || !Normalizer.normalize(radical, Normalizer.Form.NFKC).equals(radical);
            if (known) {
                found++;
                assertThat(tokens(radical).get(0)).as("U+%X", c).matches(token -> token < 0x2E80 || token > 0x2FDF);
            } else {
                assertThat(c)
                        .as("the only one that Unicode gives no equivalent")
                        .isEqualTo(0x2E80);
            }
        }
        assertThat(found).isEqualTo(114);
    }

    @Test
    void whatNobodySeesNeitherSplitsWordsNorCounts() {
        for (int r = 0; r < DEFAULT_IGNORABLE.length; r += 2) {
            for (int c = DEFAULT_IGNORABLE[r]; c <= DEFAULT_IGNORABLE[r + 1]; c++) {
                String invisible = Character.toString(c);
                assertThat(tokens("wo" + invisible + "rd 水" + invisible + "文" + invisible))
                        .as("U+%X", c)
                        .isEqualTo(tokens("word 水文"));
            }
        }
    }

    /** In decomposed text the marks and vowels belong to what stands before the invisible character. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u3164",
                "\uFE0F",
                "\u2060\u180B\u034F",
                "\uDB40\uDD00",
                "\uDB40\uDC41\u200D",
                "\u0001"
            })
    void whatNobodySeesDoesNotPartAMarkFromItsLetter(String invisible) {
        assertSame("cafe" + invisible + "\u0301s", "cafés");
        assertSame("\u1112" + invisible + "\u1161" + invisible + "\u11AB", "한");
        assertSame("か" + invisible + "\u3099", "が");
        TokenText tokens = TextNormalizer.shared().tokens("x cafe" + invisible + "\u0301s");
        assertThat(tokens.start(1)).isEqualTo(2);
        assertThat(tokens.end(1)).isEqualTo(8 + invisible.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\b", "\u001B", "\u001C", "\u001F", "\u007F", "\u0090", "\uFDD0", "\uFFFE"})
    void controlsAndNoncharactersDoNotSplitWords(String control) {
        assertSame("wo" + control + "rd", "word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\n", "\r", "\f", "\u000B", "\u0007", "\u0085", "\u2028", "\u00A0", "\uD800"})
    void whatPartsLinesCellsAndWordsGoesOnDoingSo(String separator) {
        assertDifferent("wo" + separator + "rd", "word");
    }

    @ParameterizedTest
    @CsvSource({
        "thе, the", "рeople, people", "НELLO, hello", "ВEST, best", "Тhe, the", "cоmрutеr, computer",
                "ѕсіеnсe, science",
        "οpen, open", "Νature, nature", "vαlue, value", "pօint, point", "Ꭼnergy, energy", "ꓮpple, apple",
                "соmputеr, computer",
        "naïve, naïve", "naїve, naïve", "ｔhе, the", "𝐭hе, the"
    })
    void aWordOfMixedScriptsIsTheLatinOneItLooksLike(String disguised, String word) {
        assertSame(disguised, word);
    }

    @ParameterizedTest
    @CsvSource({"аррӏе, apple", "реорӏе, people", "сору, copy", "СОРУ, copy", "а, a", "ТОМ, tom"})
    void aCyrillicWordThatAsAWholeLooksLatinIsTaken(String disguised, String word) {
        assertSame(disguised, word);
    }

    @ParameterizedTest
    @CsvSource({
        "проeкт, проект",
        "дoрoга, дорога",
        "Дopoгa, дорога",
        "чacть, часть",
        "cорт, сорт",
        "ёлкa, ёлка",
        "еë, её"
    })
    void aWordWithLettersThatOnlyCyrillicHasIsTheCyrillicOne(String disguised, String word) {
        assertSame(disguised, word);
    }

    /** Folding must make neither two words of one language the same, nor a capital differ from a small letter. */
    @Test
    void wordsOfOneScriptStayApartAndCaseMakesNoDifference() {
        for (String word : List.of("сорт", "он", "весь", "шар", "год", "проект", "кот", "токен", "её", "мы", "вес")) {
            assertSame(word, word.toUpperCase(java.util.Locale.ROOT));
        }
        assertDifferent("весь", "весы");
        assertDifferent("вес", "бес");
        assertDifferent("кот", "код");
        assertDifferent("μm", "mm");
        assertDifferent("мм", "μm");
        assertDifferent("ναι", "vai");
        assertDifferent("ΑΒΓ", "abγ");
        assertSame("λόγος", "ΛΌΓΟΣ".toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"人ロ, 人口", "ニ級, 二级", "加エ, 加工", "カ学, 力学", "ハ月, 八月", "第ー章, 第一章", "ﾛ岸, 口岸", "夕陽, 夕阳", "タ阳, 夕阳"})
    void kanaThatLooksLikeAChineseCharacterIsIt(String disguised, String text) {
        assertSame(disguised, text);
    }

    @Test
    void kanaWithAVoicingSignIsNot() {
        assertThat(tokens("バ")).containsExactly((int) 'バ');
        assertThat(tokens("ハ\u3099")).containsExactly((int) 'バ');
    }

    @ParameterizedTest
    @CsvSource({
        "ᴀᴘᴘʟᴇ, apple",
        "ɑpple, apple",
        "🅐🅟🅟🅛🅔, apple",
        "🅰pple, apple",
        "ⓐⓟⓟⓛⓔ, apple",
        "Ⅳ, iv",
        "ℌello, hello",
        "ſun, sun",
        "ﬁne, fine"
    })
    void lettersOfUnusualShapeAreTheBasicOnes(String disguised, String word) {
        assertSame(disguised, word);
    }

    /** Marks on a character of another script are decoration. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u0E34", "\u0901", "\u064E", "\u20DD", "\u0488", "\u302E", "\u0301\u0302\u0303"})
    void marksOfAnotherScriptDoNotCount(String mark) {
        assertSame("水" + mark + "文" + mark, "水文");
    }

    @Test
    void marksOfTheirOwnScriptCount() {
        assertThat(tokens("กิน")).hasSize(3);
        assertDifferent("कि", "क");
    }

    @Test
    void aWordAsLongAsATextIsReadInOneGo() {
        String word = "аb".repeat(200_000);
        TokenText tokens = TextNormalizer.shared().tokens(word);
        assertThat(tokens.size()).isEqualTo(1);
        assertThat(tokens.end(0)).isEqualTo(word.length());
        assertSame(word, "ab".repeat(200_000));
    }

    /** A character that expands to letters and separators may stand at either end of such a word. */
    @Test
    void wordsThatBeginOrEndWithinAnExpansionAreRead() {
        assertSame("℀я", "a cя");
        assertSame("⒜я⒝", "a я b");
        assertSame("я㎏е", "яkgе");
    }

    /** As many CJK planes on any Java. */
    @Test
    void charactersThatThisJavaDoesNotKnowYetAreTokens() {
        for (int c : new int[] {0x20000, 0x2EBF0, 0x30000, 0x31350, 0x323B0}) {
            assertThat(tokens("水" + Character.toString(c) + "文")).as("U+%X", c).hasSize(3);
        }
    }

    /** Marks beyond the first plane, an iota below, marks that are hardly seen, letters that only modify. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD800\uDF76",
                "\uD804\uDC01",
                "\uD81B\uDFE4",
                "\uD83A\uDCD0",
                "\u0345",
                "\u02D1",
                "\u02BC",
                "\u0640",
                "\uE000",
                "\uFFFC",
                "\uD834\uDD59",
                "\u0378"
            })
    void whatOnlyDecoratesOrHasNoShapeChangesNothing(String mark) {
        assertSame("每" + mark + "逢汛" + mark + "期", "每逢汛期");
        assertSame("mo" + mark + "nito" + mark + "ring de" + mark + "vice", "monitoring device");
    }

    @ParameterizedTest
    @CsvSource({
        "sϲienϲe, science",
        "Ϲommon, Common",
        "\uD835\uDEAEello, Hello",
        "乾燥, 干燥",
        "瞭解, 了解",
        "隨著, 随着",
        "憑藉, 凭借",
        "答覆, 答复",
        "揹負, 背负"
    })
    void standardLookAlikesAndBothFormsOfACharacterAreOne(String text, String other) {
        assertSame(text, other);
    }
}
