package org.dupcheck.app.evidence;

import org.dupcheck.engine.TextTokens;

/** A section's text and its tokens. Immutable. */
final class SectionTokens {
    private final String text;
    private final TextTokens tokens;

    SectionTokens(String text) {
        this.text = text;
        this.tokens = TextTokens.of(text);
    }

    /**
     * The tokens of a span: places {@code [first, end)}. Where several come from one character at a border, the span may have
     * begun or ended between them.
     *
     * @param unsureHead tokens at the beginning that may not belong to it
     * @param unsureTail tokens at the end that may not
     */
    record Span(int first, int end, int unsureHead, int unsureTail) {
        int most() {
            return end - first;
        }

        int least() {
            return Math.max(Math.min(1, most()), most() - unsureHead - unsureTail);
        }
    }

    int size() {
        return tokens.size();
    }

    /** Whether half-open offsets lie in the text, in their order and on borders of code points. */
    boolean holds(int start, int end) {
        return start >= 0 && start < end && end <= text.length() && isBorder(start) && isBorder(end);
    }

    /** The same, where a span may be empty. */
    boolean holdsOrIsEmpty(int start, int end) {
        return start == end ? start >= 0 && end <= text.length() && isBorder(start) : holds(start, end);
    }

    private boolean isBorder(int offset) {
        return offset == 0
                || offset == text.length()
                || !(Character.isHighSurrogate(text.charAt(offset - 1))
                        && Character.isLowSurrogate(text.charAt(offset)));
    }

    /** The tokens that lie in a span of the text. */
    Span span(int start, int end) {
        int first = firstFrom(start);
        int last = firstFrom(end);
        while (last > first && tokens.end(last - 1) > end) {
            last--;
        }
        int head = 0;
        while (first + head + 1 < last && isSamePlace(first, first + head + 1)) {
            head++;
        }
        int tail = 0;
        while (last - tail - 2 >= first && isSamePlace(last - 1, last - tail - 2)) {
            tail++;
        }
        return new Span(first, last, head, tail);
    }

    private boolean isSamePlace(int one, int other) {
        return tokens.start(one) == tokens.start(other) && tokens.end(one) == tokens.end(other);
    }

    /** The first token that starts at the offset or behind it. */
    private int firstFrom(int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.start(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int[] tokens(Span span) {
        int[] of = new int[span.most()];
        for (int i = 0; i < of.length; i++) {
            of[i] = tokens.token(span.first() + i);
        }
        return of;
    }
}
