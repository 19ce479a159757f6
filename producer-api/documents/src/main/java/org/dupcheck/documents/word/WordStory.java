package org.dupcheck.documents.word;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paragraphs of a part as they are being read: those that are open, one within the other, and those that are done. One
 * whose mark is not shown goes on in the next, for Word shows them as one. Not thread-safe.
 */
final class WordStory {
    private final Deque<Paragraph> open = new ArrayDeque<>();
    private List<Paragraph> done = new ArrayList<>();

    /** The innermost one that is open; null where none is. */
    @Nullable
    Paragraph innermost() {
        return open.peek();
    }

    /** The one that text belongs to. Text outside of any paragraph makes one: what can be read counts. */
    Paragraph forText() {
        Paragraph paragraph = open.peek();
        if (paragraph == null) {
            paragraph = new Paragraph();
            done.add(paragraph);
        }
        return paragraph;
    }

    void begin(Paragraph paragraph) {
        open.push(paragraph);
    }

    /** Ends the innermost one. It stands in the one around it, or it is done. */
    void end() {
        Paragraph paragraph = open.pop();
        List<Paragraph> siblings = siblings();
        Paragraph last = siblings.isEmpty() ? null : siblings.get(siblings.size() - 1);
        if (last != null && last.goesOn) {
            last.goOn(paragraph);
        } else {
            siblings.add(paragraph);
        }
    }

    /** The last one does not go on, for here ends what it stands in. */
    void cut() {
        List<Paragraph> siblings = siblings();
        if (!siblings.isEmpty()) {
            siblings.get(siblings.size() - 1).goesOn = false;
        }
    }

    private List<Paragraph> siblings() {
        Paragraph outer = open.peek();
        return outer == null ? done : outer.nested;
    }

    /** Begins one that is read apart, and looks as what it stands in. */
    Paragraph beginApart() {
        Paragraph apart = new Paragraph();
        Paragraph outer = open.peek();
        if (outer != null) {
            apart.style = outer.style;
            apart.shading = outer.shading;
        }
        open.push(apart);
        return apart;
    }

    /** Ends the innermost one, which was read apart. */
    void endApart() {
        open.pop();
    }

    /** All of one that was read apart, here. */
    void add(Paragraph apart) {
        Paragraph outer = open.peek();
        if (outer == null) {
            done.add(apart);
        } else {
            outer.addAll(apart);
        }
    }

    void note(String id) {
        Paragraph paragraph = open.peek();
        if (paragraph != null) {
            paragraph.notes.add(id);
        }
    }

    /** Those that are done; what follows begins anew. */
    List<Paragraph> take() {
        List<Paragraph> taken = done;
        done = new ArrayList<>();
        return taken;
    }
}
