package org.dupcheck.documents.word;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Steps through elements, and what they say. Names are compared without their namespace. Stateless. */
final class WordXml {
    private WordXml() {}

    /** To the outermost element. */
    static void toRoot(XMLStreamReader reader) throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // comments and the like
        }
    }

    /** To the next element within the one the reader stands in; false at its end. */
    static boolean nextChild(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            event = reader.next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** Behind the end of the element the reader stands in. */
    static void skip(XMLStreamReader reader) throws XMLStreamException {
        Within within = new Within(reader);
        while (within.next()) {
            // nothing of it matters
        }
    }

    /** A walk through all elements within the one the reader stands in, however deep. Used once. */
    static final class Within {
        private final XMLStreamReader reader;
        private int levels = 1;

        Within(XMLStreamReader reader) {
            this.reader = reader;
        }

        /** To the next one; false at the end of the element it began in. */
        boolean next() throws XMLStreamException {
            while (levels > 0) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    levels++;
                    return true;
                }
                levels -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
            return false;
        }
    }

    /** The value of the attribute of that local name; empty where there is none. One that no Word knows says nothing. */
    static String attribute(XMLStreamReader reader, String localName) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(localName) && isKnown(reader.getAttributeNamespace(i))) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    private static boolean isKnown(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() || WordNamespaces.isKnown(namespace);
    }

    /** All the text in the element the reader stands in, to its end. */
    static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int levels = 1; levels > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                case XMLStreamConstants.START_ELEMENT -> levels++;
                case XMLStreamConstants.END_ELEMENT -> levels--;
                default -> {
                    // comments and the like
                }
            }
        }
        return text.toString();
    }
}
