package org.dupcheck.dist.demo;

import java.util.Optional;
import org.dupcheck.contract.Section;

/**
 * A passage that was taken from a reference document and put into an application: where it stands on both sides, in
 * half-open offsets in UTF-16 code units, and how long it is. It is the beginning of a section there, and the tokens
 * behind it differ on both sides, so that a passage found there has exactly these borders.
 *
 * @param source the reference document's id
 */
record Planted(
        Application application,
        String source,
        String section,
        int start,
        String sourceSection,
        int sourceStart,
        int length) {
    int end() {
        return start + length;
    }

    int sourceEnd() {
        return sourceStart + length;
    }

    /** What two sections may have in common by chance without it looking like a part of the passage, in tokens. */
    private static final int CHANCE = 6;

    /**
     * Puts about {@code length} characters of another section of {@code source} into a section of {@code target}, between
     * two of its sentences. Empty where the texts do not allow for it, because they have more in common already.
     */
    static Optional<Planted> plant(
            Application target, String section, String sourceId, Application source, int length) {
        String into = target.text(section);
        for (Section candidate : source.sections()) {
            String from = candidate.text();
            if (candidate.key().equals(section) || Runs.share(into, from, CHANCE)) {
                continue;
            }
            for (int at = into.indexOf('。') + 1; at > 0 && at < into.length(); at = into.indexOf('。', at) + 1) {
                for (int end = length; end < from.length(); end++) {
                    if (differs(into, at, from, end)) {
                        String text = into.substring(0, at) + from.substring(0, end) + into.substring(at);
                        return Optional.of(new Planted(
                                target.withText(section, text), sourceId, section, at, candidate.key(), 0, end));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Han on both ends of the passage, and another character behind it here than there. */
    private static boolean differs(String into, int at, String from, int end) {
        return isHan(from, 0)
                && isHan(from, end - 1)
                && isHan(from, end)
                && isHan(into, at)
                && into.charAt(at) != from.charAt(end);
    }

    private static boolean isHan(String text, int at) {
        return Character.isIdeographic(text.charAt(at));
    }
}
