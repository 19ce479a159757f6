package org.dupcheck.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which traces of disguise are told, and which are none. */
class TracesTest {
    private static List<Traces.Trace> traces(String text) {
        return Traces.of(TextNormalizer.shared(), text, new Pace(Pace.NOBODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u3164",
                "\u2060",
                "\uFEFF",
                "\u202E",
                "\u115F",
                "\u034F",
                "\u180C",
                "\uDB40\uDC41",
                "\u0001",
                "\u001C",
                "\u001F",
                "\u2800"
            })
    void invisibleCharactersWithinWordsAreTold(String invisible) {
        String text = "前言 wo" + invisible + "rd，水" + invisible + invisible + "文";
        int start = text.indexOf("wo") + 2;
        int end = text.lastIndexOf(invisible) + invisible.length();
        assertThat(traces(text)).containsExactly(new Traces.Trace(Traces.Kind.INVISIBLE, start, end, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soft\u00ADware", // soft hyphens
                "\uFEFF水文", // a byte order mark
                "水文\u200B，再说\u200B", // line-break hints at punctuation
                "葛\uDB40\uDD00城", // a variation selector
                "می\u200Cخواهم", // Persian
                "क\u094D\u200Dष", // Hindi
                "ᠮᠣ\u180Bᠩ", // Mongolian
                "👨\u200D👩\u200D👧 1\uFE0F\u20E3 ❤\uFE0F", // emoji
                "点击ℹ\uFE0F说明，ABC™\uFE0F产品，Ⓜ\uFE0F地铁，㊙\uFE0F文件", // signs shown as emoji
                "流量ρυA，Q=ρνA，dνdt", // formulas
                "\u202Eשלום עולם, זה טקסט בעברית שנכתב מימין\u202C" // Hebrew
            })
    void whatComesWithoutIntentIsNotTold(String text) {
        assertThat(traces(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "the pоwer, 4, 9, 1",
        "НELLO, 0, 5, 1",
        "a рrоjеct, 2, 9, 3",
        "прoект, 0, 6, 1",
        "οpen, 0, 4, 1",
        "аррӏе, 0, 5, 5"
    })
    void mixedWordsAreTold(String text, int start, int end, int count) {
        assertThat(traces(text)).containsExactly(new Traces.Trace(Traces.Kind.MIXED_SCRIPT, start, end, count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TNFα IFNγ NFκB 5 μm kΩ ΔT hν",
                "Он сказал: год и кот, а у нас сор",
                "ναι, Ελληνικά",
                "ロボットとニュース 人口ー",
                "plain English, 中文",
                "café naïve ɡʊd"
            })
    void ordinaryTextHasNoTraces(String text) {
        assertThat(traces(text)).isEmpty();
    }

    @Test
    void kanaBetweenChineseCharactersIsToldUnlessThereIsOtherKana() {
        assertThat(traces("总人ロ数，カ学")).containsExactly(new Traces.Trace(Traces.Kind.MIXED_SCRIPT, 2, 3, 1));
        assertThat(traces("总人ロ数の話")).isEmpty();
    }

    @Test
    void tracesOfAParagraphAreOneSpanAndThoseOfOthersStayApart() {
        assertThat(traces("wо rd thе\nnothing\nеnd"))
                .containsExactly(
                        new Traces.Trace(Traces.Kind.MIXED_SCRIPT, 0, 9, 2),
                        new Traces.Trace(Traces.Kind.MIXED_SCRIPT, 18, 21, 1));
    }

    @Test
    void bothKindsComeInTheOrderOfTheText() {
        assertThat(traces("thе\nwo\u200Brd\nеnd"))
                .extracting(Traces.Trace::kind)
                .containsExactly(Traces.Kind.MIXED_SCRIPT, Traces.Kind.INVISIBLE, Traces.Kind.MIXED_SCRIPT);
    }

    @Test
    void theirNumberIsBoundedAndTheRestCounted() {
        List<Traces.Trace> all = traces("thе wo\u200Brd\n".repeat(1_000));
        assertThat(all).hasSize(2 * Traces.MAX_SPANS);
        for (Traces.Kind kind : Traces.Kind.values()) {
            assertThat(all.stream()
                            .filter(trace -> trace.kind() == kind)
                            .mapToInt(Traces.Trace::count)
                            .sum())
                    .isEqualTo(1_000);
        }
        assertThat(all).allSatisfy(trace -> assertThat(trace.end()).isBetween(trace.start() + 1, 10_000));
    }

    @Test
    void textThatAnOverrideShowsFromRightToLeftIsTold() {
        String text = "前言\n\u202E户住游下离撤内钟分十后铃响。器警报流石泥\n后语";
        assertThat(traces(text))
                .containsExactly(new Traces.Trace(Traces.Kind.INVISIBLE, 3, text.lastIndexOf('\n'), 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u05D0", "\u05E9\u05DC\u05D5\u05DD "})
    void rightToLeftLettersBesideAnOverrideDoNotExcuseIt(String hebrew) {
        String text = hebrew + "\u202E户住游下离撤内钟分十后铃响。器警报流石泥";
        assertThat(traces(text))
                .containsExactly(new Traces.Trace(Traces.Kind.INVISIBLE, hebrew.length(), text.length(), 20));
        String within = "\u202E" + hebrew + "户住游下离撤内钟分十后铃响。器警报流石泥";
        assertThat(traces(within)).hasSize(1);
    }

    @Test
    void manyShortOverridesAreToldAndOneIsNot() {
        String turned = "\u202E流石泥\u202C";
        assertThat(traces(turned)).isEmpty();
        assertThat(traces(turned.repeat(5))).contains(new Traces.Trace(Traces.Kind.INVISIBLE, 0, 24, 15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200A", "\u202F", "\u2009"})
    void thinSpacesThatPartWordsAgainAndAgainAreTold(String space) {
        String english = "the wo" + space + "rds are pa" + space + "rted ag" + space + "ain and ag" + space + "ain he"
                + space + "re";
        assertThat(traces(english))
                .containsExactly(new Traces.Trace(Traces.Kind.INVISIBLE, 6, english.lastIndexOf(space) + 1, 5));
        assertThat(traces("每" + space + "逢" + space + "汛" + space + "期" + space + "由" + space + "护"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "«\u202Foui\u202F» ; où\u202F? ici\u202F! là\u202F: 10\u202F000\u202F000\u202Fkm et 5\u202F%",
                "Louis\u202FXIV, Louis\u202FXV et Louis\u202FXVI",
                "a\u200A—\u200Ab, z.\u202FB., J.\u200AK.\u200AL.\u200AM.\u200AN. Smith",
                "用\u2009Java\u2009和\u2009Go\u2009写\u2009API\u2009的\u2009人"
            })
    void thinSpacesOfOrdinaryTypographyAreNot(String text) {
        assertThat(traces(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001C", "\u001F", "\u2800"})
    void whatNobodySeesPartsNoWord(String invisible) {
        TextNormalizer normalizer = TextNormalizer.shared();
        assertThat(normalizer.tokens("wo" + invisible + "rd").size())
                .isEqualTo(normalizer.tokens("word").size());
    }
}
