package org.dupcheck.app.demo;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.Section;

/**
 * A passage that was taken from a reference document and put into an application: where it stands on both sides, in
 * half-open offsets in UTF-16 code units, and how long it is. It is the beginning of a section there, and what stands
 * behind it is unlike on both sides, so that a passage found there has exactly these borders.
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

    /** So many tokens behind the passage have none in common: no few edits lead on from it. */
    private static final int STRANGE = 6;

    /** And so many have no run of {@value #NEARBY_CHANCE} in common, which might be taken in over a gap. */
    private static final int NEARBY = 40;

    private static final int NEARBY_CHANCE = 3;

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

    /** Han on both ends of the passage, and nothing behind it here that looks like what is behind it there. */
    private static boolean differs(String into, int at, String from, int end) {
        if (!isHan(from, 0) || !isHan(from, end - 1) || !isHan(from, end) || !isHan(into, at)) {
            return false;
        }
        List<String> here = Runs.tokens(into.substring(at));
        List<String> there = Runs.tokens(from.substring(end));
        return Collections.disjoint(first(here, STRANGE), first(there, STRANGE))
                && !Runs.share(first(here, NEARBY), first(there, NEARBY), NEARBY_CHANCE);
    }

    private static List<String> first(List<String> tokens, int number) {
        return tokens.subList(0, Math.min(number, tokens.size()));
    }

    private static boolean isHan(String text, int at) {
        return Character.isIdeographic(text.charAt(at));
    }
}
