package org.dupcheck.documents.reading;

/**
 * Characters that were lost before the file was written: U+FFFD, which stands for one that could not be decoded, and
 * 锟斤拷, which is what becomes of two of them in a second wrong encoding. And private ones, which are pictures that only a
 * font knows: what they show is not in the file. Not thread-safe.
 */
final class LostCharacters {
    private static final String TWICE_WRONG = "锟斤拷";

    private int lost;
    private int twiceWrong;
    private int ofAFont;

    void count(String text) {
        lost += (int) text.chars().filter(c -> c == 0xFFFD).count();
        ofAFont += (int) text.codePoints()
                .filter(c -> Character.getType(c) == Character.PRIVATE_USE)
                .count();
        for (int at = text.indexOf(TWICE_WRONG); at >= 0; at = text.indexOf(TWICE_WRONG, at + 1)) {
            twiceWrong++;
        }
    }

    void tell(SectionCollector collector) {
        if (lost >= SectionCollector.SHORTEST_PASSAGE) {
            collector.unread(lost + " characters that were lost before it was saved (U+FFFD)", lost);
        }
        if (ofAFont >= SectionCollector.SHORTEST_PASSAGE) {
            collector.unread(ofAFont + " private characters (U+E000 and others), which only their font knows", ofAFont);
        }
        if (twiceWrong > 0) {
            collector.unread(
                    twiceWrong + " times " + TWICE_WRONG + ": characters that were lost before it was saved",
                    twiceWrong);
        }
    }
}
