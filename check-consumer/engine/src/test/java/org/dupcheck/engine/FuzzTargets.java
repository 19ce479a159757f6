package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/** What must hold of any input, however odd. */
final class FuzzTargets {
    private FuzzTargets() {}

    /** Tokens stand in the order of the text, on code-point borders, and do not depend on what is thrown away. */
    static void normalises(String text) {
        TokenText tokens = TextNormalizer.shared().tokens(text);
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(tokens.start(i)).isBetween(last, tokens.end(i) - 1);
            Check.assertWhole("token", text, tokens.start(i), tokens.end(i));
            last = tokens.start(i);
        }
        assertThat(last).isLessThanOrEqualTo(text.length());
        // what follows after a separator changes nothing before it
        TokenText followed = TextNormalizer.shared().tokens(text + " 。" + text);
        assertThat(followed.size()).isGreaterThanOrEqualTo(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(followed.token(i)).isEqualTo(tokens.token(i));
            assertThat(followed.start(i)).isEqualTo(tokens.start(i));
            assertThat(followed.end(i)).isEqualTo(tokens.end(i));
        }
    }

    /**
     * Any reference set against any submission: figures in range, passages on borders. The input is a text of parts with
     * {@code |} between them, which are the sections of a reference document; the submission is made of what is in brackets.
     */
    static void compares(String text) {
        int flags = text.hashCode();
        EngineSettings settings = (flags & 1) == 0 ? EngineSettings.defaults() : Check.exact(1);
        CheckOptions options = new CheckOptions(
                        Set.of(),
                        (flags & 2) == 0,
                        (flags & 4) == 0,
                        (flags & 8) == 0,
                        (flags & 16) == 0,
                        List.of(text))
                .withCommonTextCounting((flags & 32) == 0);
        int bar = text.indexOf('|');
        String reference = bar < 0 ? text : text.substring(0, bar);
        String other = bar < 0 ? "" : text.substring(bar + 1);
        int from = Math.max(0, reference.indexOf('['));
        int to = Math.max(from, reference.indexOf(']'));
        String submission = other + reference.substring(from, to) + reference.substring(0, from);
        ReferenceIndex index =
                Check.index(settings, List.of(Texts.document("r", reference, other), Texts.document("o", other)));

        Comparison result = Check.compare(index.view(), Texts.document("q", submission, other), options, null);

        assertThat(result.containment()).isBetween(0.0, 1.0);
        assertThat(result.matchedTokens()).isBetween(0, result.tokens());
        int common = 0;
        for (Comparison.CommonPassage p : result.commonText().passages()) {
            Check.assertWhole("common", p.section().equals("s0") ? submission : other, p.start(), p.end());
            assertThat(p.documents()).isEqualTo(2);
            common++;
        }
        assertThat(result.commonText().tokens()).isGreaterThanOrEqualTo(20 * common);
        for (List<Comparison.Match> matches : List.of(result.matches(), result.minor())) {
            for (Comparison.Match match : matches) {
                assertThat(match.containment()).isBetween(0.0, 1.0);
                for (Comparison.Passage p : match.passages()) {
                    String source = p.sourceSection().equals("s0")
                                    && match.document().id().equals("r")
                            ? reference
                            : other;
                    Check.assertWhole("passage", p.section().equals("s0") ? submission : other, p.start(), p.end());
                    Check.assertWhole("source", source, p.sourceStart(), p.sourceEnd());
                    assertThat(p.similarity()).isBetween(0.0, 1.0);
                }
            }
        }
    }
}
