package org.dupcheck.documents.word;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.Look;
import org.jspecify.annotations.Nullable;

/** The fields that are open at a place of a part, one within the other. Not thread-safe. */
final class WordFields {
    /** Fields within fields; deeper ones are no fields, and what they hold is text. */
    private static final int MAX_OPEN = 100;

    private final @Nullable WordFields around;
    private final Deque<WordField> open = new ArrayDeque<>();
    private int deeper;
    private List<WordField> codes = List.of();

    WordFields() {
        around = null;
    }

    private WordFields(WordFields other, @Nullable WordFields around) {
        this.around = around;
        open.addAll(other.open);
        deeper = other.deeper;
        codes = other.codes;
    }

    WordFields copy() {
        return new WordFields(this, around);
    }

    /** Those of a text box at this place: its fields begin and end within it. */
    WordFields ofBox() {
        WordFields box = new WordFields(new WordFields(), this);
        box.changed();
        return box;
    }

    /** Reads an element {@code fldChar} to its end; gives the field that ends there, null where none does. */
    @Nullable
    WordField character(XMLStreamReader reader) throws XMLStreamException {
        String type = WordXml.attribute(reader, "fldCharType");
        WordField field = new WordField();
        field.readForm(reader);
        switch (type) {
            case "begin" -> begin(field);
            case "separate" -> separate();
            default -> {
                return type.equals("end") ? end() : null;
            }
        }
        return null;
    }

    void begin(WordField field) {
        if (open.size() < MAX_OPEN) {
            open.push(field);
            changed();
        } else {
            deeper++;
        }
    }

    void separate() {
        WordField field = open.peek();
        if (field != null && deeper == 0) {
            field.separate();
            changed();
        }
    }

    /** The field that ends here; null where none is open. */
    @Nullable
    WordField end() {
        WordField field = open.peek();
        if (deeper > 0) {
            deeper--;
            return null;
        }
        if (field != null) {
            end(field);
        }
        return field;
    }

    /** Ends that field, whatever is open within it. */
    void end(WordField field) {
        field.end();
        open.remove(field);
        changed();
    }

    private void changed() {
        List<WordField> now = new ArrayList<>();
        for (WordField field : open) {
            if (!field.isInResult()) {
                now.add(field);
            }
        }
        if (around != null) {
            now.addAll(around.codes);
        }
        codes = List.copyOf(now);
    }

    /** The fields that are in their code here. */
    List<WordField> codes() {
        return codes;
    }

    /** Code of the innermost field. */
    void instruction(Look look, String text) {
        WordField field = open.peek();
        if (field != null && !field.isInResult()) {
            field.code(look, text);
        }
    }

    /** Text: a result of the fields it stands in, up to one in whose code it stands. */
    void text(Look look, String text) {
        if (look == Look.HIDDEN || text.isBlank()) {
            return;
        }
        for (WordField field : open) {
            if (!field.isInResult()) {
                field.code(look, text);
                return;
            }
            field.result();
        }
        if (around != null) {
            around.text(look, text);
        }
    }
}
