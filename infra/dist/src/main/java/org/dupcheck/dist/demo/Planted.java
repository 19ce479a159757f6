package org.dupcheck.dist.demo;

/**
 * A passage that was taken from a reference document and put into an application: where it stands on both sides, in
 * half-open offsets in UTF-16 code units, and how long it is. The tokens before and behind it differ on both sides, so
 * that a passage found there has exactly these borders.
 *
 * @param source the reference document's id
 */
record Planted(
        Application application, String source, String section, int start, String sourceSection, int sourceStart, int length) {
    int end() {
        return start + length;
    }

    int sourceEnd() {
        return sourceStart + length;
    }

    /**
     * Puts about {@code length} characters of a section of {@code source} into a section of {@code target}, between two
     * of its sentences.
     *
     * @throws IllegalStateException where the texts do not allow for it; a bug of the demo
     */
    static Planted plant(
            Application target, String section, String sourceId, Application source, String sourceSection, int length) {
        String into = target.text(section);
        String from = source.text(sourceSection);
        for (int at = into.indexOf('。') + 1; at > 0 && at < into.length(); at = into.indexOf('。', at) + 1) {
            for (int start = 0; start + length < from.length() - 1; start = from.indexOf('。', start) + 1) {
                for (int end = start + length; end < from.length() - 1; end++) {
                    if (differs(into, at, from, start, end)) {
                        String text = into.substring(0, at) + from.substring(start, end) + into.substring(at);
                        return new Planted(
                                target.withText(section, text), sourceId, section, at, sourceSection, start, end - start);
                    }
                }
            }
        }
        throw new IllegalStateException("no place for a passage of " + length + " characters");
    }

    /** Han on both ends of the passage, and other characters around it here than there. */
    private static boolean differs(String into, int at, String from, int start, int end) {
        boolean whole = isHan(from, start) && isHan(from, end - 1) && isHan(from, end);
        return whole
                && isHan(into, at)
                && into.charAt(at) != from.charAt(end)
                && (start == 0 || before(into, at) != before(from, start));
    }

    private static boolean isHan(String text, int at) {
        return Character.isIdeographic(text.charAt(at));
    }

    /** The last letter before a place, past the punctuation. */
    private static char before(String text, int at) {
        int i = at - 1;
        while (i > 0 && !Character.isLetterOrDigit(text.charAt(i))) {
            i--;
        }
        return text.charAt(i);
    }
}
