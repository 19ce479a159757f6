package org.dupcheck.dist.document;

import java.util.List;
import org.dupcheck.contract.Section;

/**
 * A file read as a document.
 *
 * @param title the document's own title, otherwise the file's name without its ending
 * @param sections 1 to 64 with distinct keys, none of them empty
 */
public record TextDocument(String title, List<Section> sections) {
    public TextDocument {
        sections = List.copyOf(sections);
    }
}
