package org.dupcheck.engine;

import java.util.BitSet;
import org.dupcheck.engine.query.LeftOutText;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/**
 * The tokens of a text as checks compare them, with the places where they stand: for those who hold a result's figures
 * against the texts, without a reference set. Immutable, thread-safe.
 */
public final class TextTokens {
    private final TokenText tokens;
    private final BitSet leftOut;

    private TextTokens(TokenText tokens, BitSet leftOut) {
        this.tokens = tokens;
        this.leftOut = leftOut;
    }

    /** Those of a section's original text; all of them count. */
    public static TextTokens of(String text) {
        return new TextTokens(TextNormalizer.shared().tokens(text), new BitSet());
    }

    /**
     * The same, where quotations, bibliography and templates count as the options say. What a check leaves out because of the
     * reference set, such as the owner's documents, no text tells: none of it lies in a passage that counts.
     */
    public static TextTokens of(String text, CheckOptions options) {
        TextNormalizer normalizer = TextNormalizer.shared();
        TokenText tokens = normalizer.tokens(text);
        return new TextTokens(tokens, LeftOutText.of(text, tokens, options, normalizer));
    }

    /** Tokens in the text. */
    public int size() {
        return tokens.size();
    }

    /** Equal tokens have equal numbers; {@code index} is below {@link #size}, as in the other calls. */
    public int token(int index) {
        return tokens.token(index);
    }

    /** Whether the token counts, in the numerator and in the denominator. */
    public boolean counts(int index) {
        return !leftOut.get(index);
    }

    /**
     * Where the token starts, in UTF-16 code units of the text; not before the start of the token before it. Several tokens
     * that come from one character share its start and end.
     */
    public int start(int index) {
        return tokens.start(index);
    }

    /** Where it ends there; exclusive. */
    public int end(int index) {
        return tokens.end(index);
    }
}
