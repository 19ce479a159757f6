package org.dupcheck.gateway.pages.review;

/**
 * What came of a form, told beside it.
 *
 * @param words in the reader's language
 * @param refused whether nothing was done
 * @param typed what was typed and is shown again; empty where it was taken
 */
public record ReviewTold(String words, boolean refused, String typed) {
    /** Nothing was sent. */
    public static final ReviewTold NOTHING = new ReviewTold("", false, "");

    public boolean isNothing() {
        return words.isEmpty();
    }
}
