package org.dupcheck.check.verdict;

/**
 * From where on a verdict without matches is left to the applicant all the same.
 *
 * @param leastTokens a submission of fewer tokens has too little text to compare, 0 or more
 * @param commonTextTokens common text of more tokens than that is more than a set phrase, 0 or more
 */
public record ConfirmationSettings(int leastTokens, int commonTextTokens) {
    /** Tokens: about one sentence. */
    public static final int DEFAULT_LEAST_TOKENS = 30;

    /** Tokens: about as long as the longest pledges that forms ask for. */
    public static final int DEFAULT_COMMON_TEXT_TOKENS = 120;

    /** @throws IllegalArgumentException if a value is negative */
    public ConfirmationSettings {
        if (leastTokens < 0 || commonTextTokens < 0) {
            throw new IllegalArgumentException("leastTokens and commonTextTokens: 0 or more expected");
        }
    }

    public static ConfirmationSettings defaults() {
        return new ConfirmationSettings(DEFAULT_LEAST_TOKENS, DEFAULT_COMMON_TEXT_TOKENS);
    }
}
