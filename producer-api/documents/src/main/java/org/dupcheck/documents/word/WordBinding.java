package org.dupcheck.documents.word;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What binds a content control to a value that stands in another part. Word shows that value when it opens the file, whatever
 * the control holds (ECMA-376 part 1, 17.5.2.6).
 *
 * @param xpath where the value stands in its part
 * @param prefixes of namespaces in the path, as a part declares them
 * @param part the id of the part; empty where it does not say
 * @param choices what the control shows for values that it has another text for
 */
record WordBinding(String xpath, String prefixes, String part, Map<String, String> choices) {
    /** Kinds of controls that do not show their value as it is. What they show is short, or no text. */
    private static final Set<String> OTHER_KINDS = Set.of("picture", "date", "checkbox");

    /** Reads the properties of a control, to their end; null where they bind no text. */
    static @Nullable WordBinding read(XMLStreamReader reader) throws XMLStreamException {
        @Nullable WordBinding binding = null;
        Map<String, String> choices = new HashMap<>();
        boolean text = true;
        WordXml.Within within = new WordXml.Within(reader);
        while (within.next()) {
            String name = reader.getLocalName();
            text &= !OTHER_KINDS.contains(name);
            if (name.equals("dataBinding")) {
                binding = new WordBinding(
                        WordXml.attribute(reader, "xpath"),
                        WordXml.attribute(reader, "prefixMappings"),
                        WordXml.attribute(reader, "storeItemID"),
                        choices);
            } else if (name.equals("listItem")) {
                choices.put(WordXml.attribute(reader, "value"), WordXml.attribute(reader, "displayText"));
            }
        }
        return text ? binding : null;
    }
}
