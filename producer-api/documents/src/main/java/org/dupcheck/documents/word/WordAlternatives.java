package org.dupcheck.documents.word;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One of the versions of what stands in several ({@code mc:AlternateContent}, ECMA-376 part 3): the first that Word
 * understands and that has text to see. One that no Word understands counts only where no other has any. Stateless.
 */
final class WordAlternatives {
    private WordAlternatives() {}

    /** A version, read by itself. */
    record Version(Paragraph content, WordUnread unread, WordFields fields) {}

    /** Reads the version the reader stands at, to its end. */
    interface VersionReader {
        Version read(XMLStreamReader reader) throws XMLStreamException;
    }

    /** The version that counts; null where there is none at all. */
    @Nullable
    static Version choose(XMLStreamReader reader, VersionReader versions) throws XMLStreamException {
        @Nullable Version withoutText = null;
        @Nullable Version notUnderstood = null;
        while (WordXml.nextChild(reader)) {
            boolean understood = !reader.getLocalName().equals("Choice") || MarkupCompatibility.isUnderstood(reader);
            Version version = versions.read(reader);
            boolean hasText = version.content.hasVisibleText();
            if (hasText && understood) {
                WordXml.skip(reader); // what follows are other versions of the same
                return version;
            }
            if (hasText) {
                notUnderstood = notUnderstood == null ? version : notUnderstood;
            } else if (understood) {
                withoutText = withoutText == null ? version : withoutText;
            }
        }
        if (notUnderstood != null && withoutText != null) {
            notUnderstood.unread.add(withoutText.unread); // a picture that Word shows in its place
        }
        return notUnderstood != null ? notUnderstood : withoutText;
    }
}
