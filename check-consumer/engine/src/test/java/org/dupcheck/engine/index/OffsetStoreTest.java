package org.dupcheck.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.dupcheck.engine.Texts;
import org.dupcheck.engine.model.Tally;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;
import org.junit.jupiter.api.Test;

/** The way back from any token to the original, also in the middle of long texts. */
class OffsetStoreTest {
    private final long seed = Long.getLong("dupcheck.seed", new Random().nextLong());
    private final Texts texts = new Texts(seed, 3_000);

    @Test
    void everyTokenOfALongTextLeadsBackToItsPlaceAlsoAfterAMerge() {
        List<String> originals = List.of(texts.mixed(20_000), "", texts.text(9_000) + "ﬃ①", texts.mixed(5));
        Tally tally = new Tally(1);
        PageBuilder builder = new PageBuilder(TextNormalizer.shared());
        for (int d = 0; d < originals.size(); d++) {
            builder.add(Texts.document("d" + d, originals.get(d)), tally);
        }
        Page page = builder.build();
        assertLeadsBack(page, originals);
        assertLeadsBack(PageBuilder.merge(TextNormalizer.shared(), List.of(page), List.of(Deletions.NONE)), originals);
    }

    private void assertLeadsBack(Page page, List<String> originals) {
        for (int s = 0; s < originals.size(); s++) {
            String text = originals.get(s);
            TokenText tokens = TextNormalizer.shared().tokens(text);
            int first = page.firstToken(s);
            assertThat(page.endToken(s) - first).as("seed %d", seed).isEqualTo(tokens.size());
            for (int i = 0; i < tokens.size(); i += 1 + texts.below(40)) {
                OffsetStore.Place place = page.place(s, first + i);
                int before = i == 0 ? 0 : tokens.end(i - 1);
                assertThat(place.start()).as("seed %d, token %d", seed, i).isEqualTo(tokens.start(i));
                assertThat(place.end()).as("seed %d, token %d", seed, i).isEqualTo(tokens.end(i));
                if (before <= tokens.start(i)) {
                    assertThat(place.before()).isEqualTo(text.substring(before, tokens.start(i)));
                }
            }
            assertThat(page.place(s, page.endToken(s)).start()).isEqualTo(text.length());
        }
    }
}
