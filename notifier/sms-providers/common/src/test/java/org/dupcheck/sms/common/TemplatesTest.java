package org.dupcheck.sms.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "《{a}》与{n}篇重复    | 《新题》与3篇重复          | [新题, 3]",
                "《{a}》与{n}篇重复    | 《甲》与2篇》与3篇重复    | [甲, 2篇》与3]",
                "{a}重复              | 新题重复                  | [新题]",
                "重复：{a}            | 重复：新题                | [新题]",
                "没有变量             | 没有变量                  | []",
                "《{a}》与{n}篇重复    | 《》与3篇重复             |",
                "《{a}》与{n}篇重复    | 《新题》与篇重复          |",
                "《{a}》与{n}篇重复    | 《新题》与3篇重复。       |",
                "《{a}》与{n}篇重复    | 您的《新题》与3篇重复     |",
                "{a}重复              | 重复                      |",
                "重重{a}重重          | 重重重                    |",
                "没有变量             | 没有变量。                |"
            })
    void aTextFitsWhereSomethingStandsInEachVariable(String content, String text, String values) {
        var filled = templates(content).fill(text);
        assertThat(filled.map(fits -> fits.values().toString()).orElse(null)).isEqualTo(values);
    }

    @Test
    void theFirstOneThatFitsIsTaken() {
        Templates templates = templates("《{a}》与{n}篇重复", "《{a}》{rest}", "Your document “{a}” overlaps {n} documents");
        assertThat(templates.fill("《新题》通过").orElseThrow().code()).isEqualTo("T2");
        assertThat(templates.fill("Your document “x” overlaps 3 documents").orElseThrow())
                .isEqualTo(new Templates.Filled("T3", List.of("a", "n"), List.of("x", "3")));
    }

    /** Whatever stands in it: what the telephone shows is what was to be said. */
    @Test
    void theValuesMakeTheVeryTextOfTheTemplate() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            String content = random(random, 4) + "{a}" + random(random, 2) + "x{b}" + random(random, 2) + "y{c}"
                    + random(random, 3);
            String text = content.replace("{a}", "z" + random(random, 3))
                    .replace("{b}", "z" + random(random, 3))
                    .replace("{c}", "z" + random(random, 3));
            Templates.Filled filled =
                    templates(content).fill(text).orElseThrow(() -> new AssertionError("seed " + seed));
            String shown = content;
            for (int i = 0; i < 3; i++) {
                shown = shown.replace(
                        "{" + filled.names().get(i) + "}", filled.values().get(i));
            }
            assertThat(shown).as("seed %d", seed).isEqualTo(text);
        }
    }

    private static String random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most + 1); text.length() < length; ) {
            text.append("xyz".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"一二三四五六七, 一二三四五…", "一二三四五六, 一二三四五六", "一二三四😀六七, 一二三四…"})
    void aValueThatIsTooLongIsCut(String value, String cut) {
        Templates templates = Templates.read(
                Entries.of(Map.of("valueLength", 6, "templates", List.of(Map.of("code", "T", "content", "{a}！")))),
                GAP);
        assertThat(templates.fill(value + "！").orElseThrow().values()).containsExactly(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a}{b}", "{a} and {a}"})
    void variablesThatCannotBeToldApartAreAFault(String content) {
        assertThatThrownBy(() -> templates("fine", content))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("templates[1].content: ");
    }

    private static Templates templates(String... contents) {
        List<Map<String, String>> templates = new ArrayList<>();
        for (String content : contents) {
            templates.add(Map.of("code", "T" + (templates.size() + 1), "content", content));
        }
        return Templates.read(Entries.of(Map.of("templates", templates)), GAP);
    }
}
