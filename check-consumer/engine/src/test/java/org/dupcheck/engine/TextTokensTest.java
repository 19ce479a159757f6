package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTokensTest {
    @Test
    void tokensAreThoseThatTheEngineCompares() {
        TextTokens tokens = TextTokens.of("漢字，ABC 12");
        assertThat(tokens.size()).isEqualTo(4);
        assertThat(tokens.token(0)).isEqualTo(TextTokens.of("汉").token(0));
        assertThat(tokens.token(2)).isEqualTo(TextTokens.of("ａｂｃ").token(0));
        assertThat(tokens.start(2)).isEqualTo(3);
        assertThat(tokens.end(2)).isEqualTo(6);
        assertThat(tokens.end(3)).isEqualTo(9);
    }

    @Test
    void tokensOfOneCharacterShareItsPlace() {
        TextTokens tokens = TextTokens.of("甲㍿");
        assertThat(tokens.size()).isEqualTo(5);
        for (int i = 1; i < 5; i++) {
            assertThat(tokens.start(i)).isEqualTo(1);
            assertThat(tokens.end(i)).isEqualTo(2);
        }
    }

    @Test
    void aComparisonCountsTheSameTokens() {
        Texts texts = new Texts(7, 500);
        String text = texts.mixed(400);
        Comparison result = ReferenceIndex.empty(EngineSettings.defaults())
                .view()
                .compare(Texts.document("q", text), CheckOptions.DEFAULT);
        assertThat(TextTokens.of(text).size()).isEqualTo(result.tokens());
    }
}
