package org.dupcheck.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.text.TextNormalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStoreTest {
    private static final int TOKENS = 100_000;

    /** Few tokens, as many as a width holds and one more, a natural share of rare ones, and nothing but rare ones. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 101000",
        "255, 1, 102000",
        "256, 1, 113000",
        "4095, 1, 175000",
        "4096, 1, 175000",
        "200000, 4, 450000",
        "200000, 1, 1150000"
    })
    void everyTokenIsReadAsItWasWritten(int vocabulary, int skew, int mostBytes) {
        long seed = Long.getLong("dupcheck.seed", new Random().nextLong());
        System.out.println("TokenStoreTest: dupcheck.seed=" + seed);
        int[] tokens = tokens(new Random(seed), vocabulary, skew);
        TokenCounts counts = new TokenCounts();
        counts.add(tokens, 0, TOKENS);
        TokenStore.Builder builder = new TokenStore.Builder(counts);
        builder.add(tokens, 0, 10);
        builder.add(tokens, 10, TOKENS);
        TokenStore store = builder.build();

        check(store, tokens, seed);
        check(reread(store), tokens, seed);
        assertThat(store.bytes()).as("seed %d", seed).isLessThan(mostBytes);
    }

    /** Every other one is a word. */
    private static int[] tokens(Random random, int vocabulary, int skew) {
        int[] tokens = new int[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            int token = (int) (vocabulary * Math.pow(random.nextDouble(), skew));
            tokens[i] = token % 2 == 0 ? 0x4E00 + token : TextNormalizer.WORD | token * 31;
        }
        return tokens;
    }

    private static void check(TokenStore store, int[] tokens, long seed) {
        assertThat(store.size()).isEqualTo(TOKENS);
        int[] read = new int[TOKENS];
        store.read(0, TOKENS, read, 0);
        assertThat(read).as("seed %d", seed).isEqualTo(tokens);
        for (int from = 0; from + 40 < TOKENS; from += 997) {
            store.read(from, from + 40, read, 0);
            assertThat(Arrays.copyOf(read, 40))
                    .as("seed %d at %d", seed, from)
                    .isEqualTo(Arrays.copyOfRange(tokens, from, from + 40));
            assertThat(store.token(from)).as("seed %d at %d", seed, from).isEqualTo(tokens[from]);
        }
        assertThat(store.token(TOKENS - 1)).isEqualTo(tokens[TOKENS - 1]);
    }

    private static TokenStore reread(TokenStore store) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PageOutput out = new PageOutput(bytes);
        store.write(out);
        out.end();
        return TokenStore.read(new PageInput(ByteBuffer.wrap(bytes.toByteArray())));
    }
}
