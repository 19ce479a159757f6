package org.dupcheck.engine.report;

import org.dupcheck.engine.SectionResult.Passage;
import org.dupcheck.engine.index.OffsetStore;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.TokenText;

/**
 * Tokens of a section, and where they and what stands around them are in its original text, in UTF-16 code units.
 *
 * @param from the first token
 * @param to the one after the last
 * @param before where the token before the first one ends, or 0
 * @param start where the first one starts
 * @param end where the last one ends
 * @param after where the token after the last one starts, or the text's end
 */
record Edges(String text, int from, int to, int before, int start, int end, int after) {
    static Edges of(SectionQuery query, int from, int to) {
        return new Edges(
                query.text,
                from,
                to,
                from > 0 ? query.ends[from - 1] : 0,
                query.starts[from],
                query.ends[to - 1],
                to < query.size() ? query.starts[to] : query.text.length());
    }

    /** All tokens of a text, of which there are some. */
    static Edges ofAll(String text, TokenText tokens) {
        return new Edges(text, 0, tokens.size(), 0, tokens.start(0), tokens.end(tokens.size() - 1), text.length());
    }

    /**
     * The passage that these tokens make with the tokens {@code [r, rEnd)} of a page: extended over equal characters between
     * tokens, which are punctuation and spaces.
     *
     * @param section of the page
     * @param matched tokens that match
     */
    Passage with(Page page, int section, int r, int rEnd, int matched) {
        // tokens of one character share its offsets: then there is nothing between them
        OffsetStore.Place source = page.place(section, r);
        int sourceEnd = page.place(section, rEnd - 1).end();
        int head = Gaps.commonEnd(text, Math.min(before, start), start, source.before());
        int tail = Gaps.commonStart(
                text, end, Math.max(end, after), page.place(section, rEnd).before());
        double similarity = 2.0 * matched / (to - from + rEnd - r);
        return new Passage(
                from,
                to,
                start - head,
                end + tail,
                section - page.firstSection(page.documentOf(section)),
                page.sectionKey(section),
                source.start() - head,
                sourceEnd + tail,
                Math.min(1, similarity));
    }
}
