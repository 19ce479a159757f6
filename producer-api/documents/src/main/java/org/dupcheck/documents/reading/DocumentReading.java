package org.dupcheck.documents.reading;

import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.jspecify.annotations.Nullable;

/**
 * A file read as a document.
 *
 * @param title the document's own title, otherwise the file's name without its ending
 * @param sections 1 to 64 with distinct keys, none of them empty
 * @param signals traces of disguise and of what could not be read, at most 1,000
 * @param encoding the encoding that was taken, for a text file; null for other kinds
 * @param unread what could not be read, for people; empty where all was
 */
public record DocumentReading(
        String title,
        List<Section> sections,
        List<Signal> signals,
        @Nullable String encoding,
        List<String> unread) {
    /** Copies the lists. */
    public DocumentReading {
        sections = List.copyOf(sections);
        signals = List.copyOf(signals);
        unread = List.copyOf(unread);
    }
}
