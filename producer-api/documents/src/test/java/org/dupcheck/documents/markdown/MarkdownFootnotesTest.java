package org.dupcheck.documents.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.process.DocumentParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Footnotes of Markdown, and what only looks like the definition of a link. */
final class MarkdownFootnotesTest {
    private static String read(String markdown) {
        return DocumentParser.parse("a.md", markdown.replace("REF", REF).getBytes(StandardCharsets.UTF_8))
                .sections()
                .stream()
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "结论[^1]如下\n\n[^1]: REF\n",
                "结论[^注]如下\n\n[^注]: REF\n",
                "结论[^1]如下[^1]\n\n[^1]:\n    REF\n",
                "结论如下\n[^1]: REF\n",
                "结论如下\n\n[^2]: REF\n"
            })
    void aFootnoteIsTextAndItsMarkIsNone(String markdown) {
        assertThat(read(markdown)).isEqualTo("结论如下\n" + REF);
    }

    @Test
    void aFootnoteHasSeveralLinesAndBlocks() {
        assertThat(read("甲[^a]\n\n[^a]: 每逢\n汛期\n\n    由护\n\n    林员\n\n乙\n")).isEqualTo("甲\n每逢\n汛期\n由护\n林员\n乙");
        assertThat(read("> 甲[^a]\n>\n> [^a]: REF\n")).isEqualTo("甲\n" + REF);
    }

    @Test
    void aLabelThatMayBeAPassageIsText() {
        assertThat(read("甲[^REF]\n\n[^REF]: 乙\n")).isEqualTo("甲\n乙\n" + REF);
    }

    @Test
    void aMarkWithoutAFootnoteStaysAsItIsSeen() {
        assertThat(read("甲[^1]乙")).isEqualTo("甲[^1]乙");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[注]: REF\n",
                "[注]: <REF>\n",
                "[注](REF)\n",
                "[注]\n\n[注]: REF\n",
                "![注](REF)\n",
                "<a href='REF'>注</a>\n"
            })
    void anAddressThatIsNoneIsTextOnce(String markdown) {
        assertThat(read(markdown).split(REF, -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"甲[乙](a/b.html)丙", "甲[乙](https://zh.wikipedia.org/wiki/泥石流)丙"})
    void anAddressIsNoText(String markdown) {
        assertThat(read(markdown)).isEqualTo("甲乙丙");
    }
}
