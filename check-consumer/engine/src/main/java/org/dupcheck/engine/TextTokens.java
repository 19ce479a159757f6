package org.dupcheck.engine;

import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/**
 * The tokens of a text as checks compare them, with the places where they stand: for those who hold a result's figures
 * against the texts, without a reference set. Immutable, thread-safe.
 */
public final class TextTokens {
    private final TokenText tokens;

    private TextTokens(TokenText tokens) {
        this.tokens = tokens;
    }

    /** Those of a section's original text. */
    public static TextTokens of(String text) {
        return new TextTokens(TextNormalizer.shared().tokens(text));
    }

    /** Tokens in the text. */
    public int size() {
        return tokens.size();
    }

    /** Equal tokens have equal numbers; {@code index} is below {@link #size}, as in the other calls. */
    public int token(int index) {
        return tokens.token(index);
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
