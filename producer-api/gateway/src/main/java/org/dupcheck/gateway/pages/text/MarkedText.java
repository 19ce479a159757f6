package org.dupcheck.gateway.pages.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text in paragraphs, cut where passages begin and end: each piece knows which passages cover it, so that passages may
 * overlap.
 */
public record MarkedText(List<Paragraph> paragraphs) {
    /** Sources have this many colours; from there on they begin again. */
    public static final int COLOURS = 8;

    public MarkedText {
        paragraphs = List.copyOf(paragraphs);
    }

    /**
     * A passage in this text.
     *
     * @param start half-open offset in UTF-16 code units
     * @param number names the passage on the page; the same on both sides
     * @param source rank of its source, from 0
     */
    public record Span(int start, int end, int number, int source) {}

    /** One line of the text. */
    public record Paragraph(List<Piece> pieces) {
        public Paragraph {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A run of text that the same passages cover.
     *
     * @param begins the first passage that begins here, to be jumped to; -1 for none
     * @param passages numbers, the largest source's first; empty for text of its own
     * @param sources ranks, in the same order
     */
    public record Piece(String text, int begins, List<Integer> passages, List<Integer> sources) {
        public Piece {
            passages = List.copyOf(passages);
            sources = List.copyOf(sources);
        }

        /** Of the largest source, from 0 to {@value MarkedText#COLOURS} - 1; only where it is marked. */
        public int colour() {
            return sources.get(0) % COLOURS;
        }

        /** Of the largest source that counts, where some passages are left out; of the largest where all are. */
        public int colour(Set<Integer> leftOut) {
            for (int i = 0; i < passages.size(); i++) {
                if (!leftOut.contains(passages.get(i))) {
                    return sources.get(i) % COLOURS;
                }
            }
            return colour();
        }

        /** Whether all passages that cover it are left out. */
        public boolean isOut(Set<Integer> leftOut) {
            return leftOut.containsAll(passages);
        }

        public boolean isMarked() {
            return !passages.isEmpty();
        }

        /** For an attribute that the script looks for words in: a source for each passage, in the order of the passages. */
        public String sourceWords() {
            return words(sources);
        }

        /** As {@link #sourceWords}. */
        public String passageWords() {
            return words(passages);
        }

        private static String words(List<Integer> numbers) {
            return String.join(" ", numbers.stream().map(String::valueOf).toList());
        }
    }

    /** Cuts a text; spans beyond its end are cut to it. */
    public static MarkedText of(String text, List<Span> spans) {
        BitSet cuts = new BitSet(text.length() + 1);
        List<Span> inOrder = spans.stream()
                .filter(span -> span.start() < Math.min(span.end(), text.length()))
                .sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::source))
                .toList();
        inOrder.forEach(span -> {
            cuts.set(span.start());
            cuts.set(Math.min(span.end(), text.length()));
        });
        Cutter cutter = new Cutter(text, inOrder);
        int at = 0;
        while (at < text.length()) {
            int cut = cuts.nextSetBit(at + 1);
            int end = cut < 0 ? text.length() : cut;
            cutter.add(at, end);
            at = end;
        }
        return new MarkedText(cutter.end());
    }

    /** Walks along the text once, with the passages that are open where it stands. */
    private static final class Cutter {
        private final String text;
        private final List<Span> spans;
        private final TreeSet<Span> open =
                new TreeSet<>(Comparator.comparingInt(Span::source).thenComparingInt(Span::number));
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private List<Piece> line = new ArrayList<>();
        private int next;

        Cutter(String text, List<Span> spans) {
            this.text = text;
            this.spans = spans;
        }

        void add(int start, int end) {
            open.removeIf(span -> span.end() <= start);
            int begins = -1;
            while (next < spans.size() && spans.get(next).start() == start) {
                Span span = spans.get(next++);
                begins = begins < 0 ? span.number() : begins;
                open.add(span);
            }
            List<Integer> passages = open.stream().map(Span::number).toList();
            List<Integer> sources = open.stream().map(Span::source).toList();
            int at = start;
            while (at < end) {
                int newline = text.indexOf('\n', at);
                int stop = newline < 0 || newline >= end ? end : newline;
                if (stop > at) {
                    line.add(new Piece(text.substring(at, stop), begins, passages, sources));
                    begins = -1;
                }
                if (stop < end) {
                    endLine();
                }
                at = stop < end ? stop + 1 : end;
            }
        }

        private void endLine() {
            paragraphs.add(new Paragraph(line));
            line = new ArrayList<>();
        }

        List<Paragraph> end() {
            if (!line.isEmpty() || paragraphs.isEmpty()) {
                endLine();
            }
            return paragraphs;
        }
    }
}
