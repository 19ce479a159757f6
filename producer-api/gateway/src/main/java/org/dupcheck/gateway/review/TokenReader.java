package org.dupcheck.gateway.review;

import org.dupcheck.contract.Policy;

/**
 * Reads a text into tokens as checks do. The gateway does not know the engine: whoever puts a node together hands it in.
 * Thread-safe.
 */
@FunctionalInterface
public interface TokenReader {
    /** The tokens of a section's original text, under a policy's quotations, bibliography and templates. */
    Tokens read(String text, Policy policy);

    /** The tokens of a text in its order; {@code index} is from 0 to below {@link #size}. */
    interface Tokens {
        int size();

        /** Equal tokens have equal numbers, in whatever text. */
        int token(int index);

        /** Where it starts, in UTF-16 code units of the text; not before the start of the token before it. */
        int start(int index);

        /** Where it ends there; exclusive. */
        int end(int index);

        /** Whether it counts in the figures. */
        boolean counts(int index);
    }
}
