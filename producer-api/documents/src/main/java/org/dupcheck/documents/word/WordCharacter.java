package org.dupcheck.documents.word;

import javax.xml.stream.XMLStreamReader;

/** Elements that stand for one character. Stateless. */
final class WordCharacter {
    private WordCharacter() {}

    /** The character the element stands for that the reader stands at. */
    static String text(XMLStreamReader reader, WordUnread unread) {
        return switch (reader.getLocalName()) {
            case "br", "cr" -> "\n";
            case "noBreakHyphen" -> "-";
            case "sym" -> symbol(WordXml.attribute(reader, "char"), unread);
            default -> " ";
        };
    }

    /** A character by its number; in the private area it is a picture that only its font knows. */
    private static String symbol(String hex, WordUnread unread) {
        int character = hex.matches("[0-9A-Fa-f]{1,6}") ? Integer.parseInt(hex, 16) : 0;
        if (isText(character)) {
            return Character.toString(character);
        }
        unread.symbol();
        return " ";
    }

    /** Whether the number is that of a character that may stand in a text. */
    static boolean isText(int character) {
        return Character.isValidCodePoint(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && Character.getType(character) != Character.PRIVATE_USE;
    }
}
