package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy that looks like its source is found like its source, and the verdict tells of the disguise. */
class SameToTheEyeTest {
    private static final int[] INVISIBLE = {
        0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x200B, 0x200D, 0x202E,
        0x2060, 0x2065, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF4, 0x1D173, 0xE0001, 0xE0041, 0xE0100, 0xE01EF,
        0xE0FFF
    };

    private static final String ENGLISH =
            "The monitoring stations along the river report water level and rainfall every five"
                    + " minutes over a private network, and the central server compares these readings with the hydraulic model"
                    + " before any warning reaches the villages downstream.";

    private final Texts texts = new Texts(9, 2_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void invisibleCharactersAnywhereInACopiedPassageChangeNothing(long seed) {
        Random random = new Random(seed);
        String source = texts.text(120) + " " + ENGLISH + " " + texts.text(60) + "Cafe\u0301 \u1112\u1161\u11AB";
        String before = texts.text(80);
        ReferenceIndex index = Check.index(Check.paged(10), List.of(Texts.document("r", source)));
        Comparison plain = Check.compare(index, Texts.document("q", before + source));
        assertThat(plain.matches()).hasSize(1);

        for (int round = 0; round < 200; round++) {
            String disguised = sprinkled(source, random, 1 + random.nextInt(3));
            Comparison found = Check.compare(index, Texts.document("q", before + disguised));
            assertThat(found.matchedTokens())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(plain.matchedTokens());
            assertThat(found.tokens()).isEqualTo(plain.tokens());
            assertThat(found.containment()).isEqualTo(plain.containment());
            Comparison.Passage expected = plain.matches().get(0).passages().get(0);
            Comparison.Passage passage = found.matches().get(0).passages().get(0);
            assertThat(visible((before + disguised).substring(passage.start(), passage.end())))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo((before + source).substring(expected.start(), expected.end()));
            assertThat(passage.sourceStart()).isEqualTo(expected.sourceStart());
        }
    }

    private static String sprinkled(String text, Random random, int every) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            result.append(text.charAt(i));
            if (i < text.length() - 1 && random.nextInt(every) == 0) {
                result.appendCodePoint(INVISIBLE[random.nextInt(INVISIBLE.length)]);
            }
        }
        return result.toString();
    }

    private static String visible(String text) {
        return text.codePoints()
                .filter(c -> IntStream.of(INVISIBLE).noneMatch(invisible -> invisible == c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"e, е, 3", "o, о, 1", "a, а, 1", "p, р, 2", "o, ο, 2", "o, օ, 1", "T, Т, 1"})
    void lookAlikesInEnglishWordsChangeNoFigureAndAreTold(String letter, String lookAlike, int every) {
        ReferenceIndex index = Check.index(Check.paged(10), List.of(Texts.document("r", ENGLISH)));
        Comparison plain = Check.compare(index, Texts.document("q", ENGLISH));
        assertThat(plain.containment()).isEqualTo(1);
        assertThat(plain.signals()).isEmpty();

        String[] words = ENGLISH.split(" ");
        for (int w = 0; w < words.length; w += every) {
            words[w] = words[w].replace(letter, lookAlike);
        }
        Comparison found = Check.compare(index, Texts.document("q", String.join(" ", words)));
        assertThat(found.matches()).isEqualTo(plain.matches());
        assertThat(found.containment()).isEqualTo(1);
        assertThat(found.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Comparison.Signal.Kind.MIXED_SCRIPT);
            assertThat(signal.count()).isPositive();
        });
    }

    @Test
    void radicalsFromAPdfAreFoundWithExactOffsets() {
        String source = "门前马路长一百米，风车与飞鸟见于西面，民用齿轮由青龙厂生产，母线采用黄铜，鱼塘面积二十亩，页岩层稳定。";
        String disguised = source.replace('门', '⻔')
                .replace('马', '⻢')
                .replace('长', '⻓')
                .replace('风', '⻛')
                .replace('车', '⻋')
                .replace('飞', '⻜')
                .replace('见', '⻅')
                .replace('民', '⺠')
                .replace('母', '⺟')
                .replace('页', '⻚');
        ReferenceIndex index = Check.index(Check.paged(10), List.of(Texts.document("r", source)));
        Comparison plain = Check.compare(index, Texts.document("q", source));
        assertThat(plain.containment()).isEqualTo(1);
        assertThat(Check.compare(index, Texts.document("q", disguised))).isEqualTo(plain);
    }

    @Test
    void signalsNameTheirSection() {
        ReferenceIndex index = Check.index(Check.paged(10), List.of(Texts.document("r", ENGLISH)));
        Document submission = new Document(
                new Document.Id("t", "q"),
                null,
                List.of(new Document.Section("first", texts.text(40)), new Document.Section("second", "水\u200B文 thе")));
        assertThat(Check.compare(index, submission).signals())
                .containsExactly(
                        new Comparison.Signal(Comparison.Signal.Kind.INVISIBLE_CHARACTERS, "second", 1, 2, 1),
                        new Comparison.Signal(Comparison.Signal.Kind.MIXED_SCRIPT, "second", 4, 7, 1));
    }
}
