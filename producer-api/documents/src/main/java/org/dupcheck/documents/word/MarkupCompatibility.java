package org.dupcheck.documents.word;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What an element and those around it say of namespaces that not every Word knows (ECMA-376 part 3): elements of an
 * ignorable one are not shown by a Word that does not know it, unless what they hold is to be processed. Immutable.
 */
final class MarkupCompatibility {
    /** Of an element around which nothing is said. */
    static final MarkupCompatibility NONE = new MarkupCompatibility(Set.of(), Set.of());

    private static final String OWN = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private static final String EVERY = "*";

    private final Set<String> ignorable;
    private final Set<String> processed;

    private MarkupCompatibility(Set<String> ignorable, Set<String> processed) {
        this.ignorable = ignorable;
        this.processed = processed;
    }

    /** What holds from the element on that the reader stands at, to its end. */
    MarkupCompatibility within(XMLStreamReader reader) {
        @Nullable String ignored = reader.getAttributeValue(OWN, "Ignorable");
        @Nullable String process = reader.getAttributeValue(OWN, "ProcessContent");
        if (ignored == null && process == null) {
            return this;
        }
        Set<String> moreIgnorable = new HashSet<>(ignorable);
        Set<String> moreProcessed = new HashSet<>(processed);
        for (String prefix : words(ignored)) {
            @Nullable String namespace = reader.getNamespaceURI(prefix);
            if (namespace != null && !WordNamespaces.isKnown(namespace)) {
                moreIgnorable.add(namespace);
            }
        }
        for (String name : words(process)) {
            int colon = name.indexOf(':');
            @Nullable String namespace = colon < 1 ? null : reader.getNamespaceURI(name.substring(0, colon));
            if (namespace != null) {
                moreProcessed.add(namespace + " " + name.substring(colon + 1));
            }
        }
        return new MarkupCompatibility(moreIgnorable, moreProcessed);
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
        for (String prefix : words(reader.getAttributeValue(null, "Requires"))) {
            @Nullable String namespace = reader.getNamespaceURI(prefix);
            if (namespace == null || !WordNamespaces.isKnown(namespace)) {
                return false;
            }
        }
        return true;
    }

    private static String[] words(@Nullable String list) {
        String stripped = list == null ? "" : list.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
    }
}
