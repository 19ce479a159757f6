package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.dupcheck.documents.word.WordPackage.Relation;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The values that content controls are bound to: custom XML, and the properties of the document. Not thread-safe. */
final class WordStore {
    private static final Pattern PREFIX = Pattern.compile("xmlns:([^=\\s]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");

    private final List<Part> parts = new ArrayList<>();

    private record Part(String id, Node xml) {}

    /** @param relations of the main part */
    WordStore(WordPackage file, List<Relation> relations) {
        List<Relation> all = new ArrayList<>(relations);
        all.addAll(file.relations(""));
        for (Relation relation : all) {
            boolean holds = relation.is("customXml", "core-properties", "extended-properties");
            if (holds && !relation.external() && file.has(relation.target())) {
                DOMResult xml = new DOMResult();
                file.read(relation.target(), reader -> copy(reader, xml));
                parts.add(new Part(id(file, relation.target()), xml.getNode()));
            }
        }
    }

    private static void copy(XMLStreamReader reader, DOMResult to) throws XMLStreamException {
        try {
            TransformerFactory.newDefaultInstance().newTransformer().transform(new StAXSource(reader), to);
        } catch (TransformerException e) {
            throw new XMLStreamException(e);
        }
    }

    /** As the properties of the part say it; empty where they do not. */
    private static String id(WordPackage file, String part) {
        String[] id = {""};
        for (Relation relation : file.relations(part)) {
            if (relation.is("customXmlProps") && file.has(relation.target())) {
                file.read(relation.target(), reader -> {
                    WordXml.toRoot(reader);
                    id[0] = WordXml.attribute(reader, "itemID");
                });
            }
        }
        return id[0];
    }

    /** What the control shows; empty where its path leads to no text, for then it shows what it holds. */
    String shown(WordBinding binding) {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes(binding.prefixes()));
        List<Part> named = parts.stream()
                .filter(part -> part.id.equalsIgnoreCase(binding.part()))
                .toList();
        for (Part part : named.isEmpty() ? parts : named) {
            try {
                Node node = (Node) xpath.evaluate(binding.xpath(), part.xml, XPathConstants.NODE);
                if (node != null && isText(node)) {
                    String value = node.getTextContent();
                    return binding.choices().getOrDefault(value, value);
                }
            } catch (XPathExpressionException e) {
                return "";
            }
        }
        return "";
    }

    /** An element that holds others is bound to what repeats, and shows no value of its own. */
    private static boolean isText(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                return false;
            }
        }
        return node.getNodeType() != Node.DOCUMENT_NODE;
    }

    /** Prefixes as a part declares them. */
    private static final class Prefixes implements NamespaceContext {
        private final Map<String, String> namespaces = new HashMap<>();

        Prefixes(String declarations) {
            Matcher matcher = PREFIX.matcher(declarations);
            while (matcher.find()) {
                namespaces.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
        }

        @Override
        public String getNamespaceURI(String prefix) {
            return namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
        }

        /** Paths ask for namespaces alone. */
        @Override
        public @Nullable String getPrefix(String namespace) {
            return null;
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            return Collections.emptyIterator();
        }
    }
}
