package org.dupcheck.documents;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a part says of namespaces that not every Word knows (ECMA-376 part 3): elements of an ignorable one are not shown by
 * a Word that does not know it, unless what they hold is to be processed. Of one part. Not thread-safe.
 */
final class MarkupCompatibility {
    private static final List<String> KNOWN = List.of(
            "http://schemas.microsoft.com/",
            "http://schemas.openxmlformats.org/",
            "urn:schemas-microsoft-com:",
            "http://purl.oclc.org/ooxml/");

    private static final String EVERY = "*";

    private final Set<String> ignorable = new HashSet<>();
    private final Set<String> processed = new HashSet<>();

    /** Reads what the element says that the reader stands at; it holds from there on. */
    void declare(XMLStreamReader reader) {
        for (String prefix : words(WordXml.attribute(reader, "Ignorable"))) {
            String namespace = reader.getNamespaceURI(prefix);
            if (namespace != null && !isKnown(namespace)) {
                ignorable.add(namespace);
            }
        }
        for (String name : words(WordXml.attribute(reader, "ProcessContent"))) {
            int colon = name.indexOf(':');
            String namespace = colon < 1 ? null : reader.getNamespaceURI(name.substring(0, colon));
            if (namespace != null) {
                processed.add(namespace + " " + name.substring(colon + 1));
            }
        }
    }

    /** Whether no Word shows the element that the reader stands at. */
    boolean isIgnored(XMLStreamReader reader) {
        @Nullable String namespace = reader.getNamespaceURI();
        return namespace != null
                && ignorable.contains(namespace)
                && !processed.contains(namespace + " " + reader.getLocalName())
                && !processed.contains(namespace + " " + EVERY);
    }

    /** Whether Word knows all that the version needs that the reader stands at. */
    static boolean isUnderstood(XMLStreamReader reader) {
        for (String prefix : words(WordXml.attribute(reader, "Requires"))) {
            String namespace = reader.getNamespaceURI(prefix);
            if (namespace == null || !isKnown(namespace)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(String namespace) {
        return KNOWN.stream().anyMatch(namespace::startsWith);
    }

    private static String[] words(String list) {
        String stripped = list.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
    }
}
