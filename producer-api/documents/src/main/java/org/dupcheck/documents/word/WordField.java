package org.dupcheck.documents.word;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.ShownText;

/**
 * A field: a code, and mostly a result that Word shows in its place. Some have no result, and Word makes what it shows
 * out of the code (ECMA-376 part 1, 17.16). Not thread-safe.
 */
final class WordField implements ShownText.Cover {
    private static final Pattern BUTTON = Pattern.compile(
            "\\s*(?:MACROBUTTON|GOTOBUTTON)\\s+(?:\"[^\"]*\"|\\S+)\\s+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern EQUATION =
            Pattern.compile("\\s*EQ\\s+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DROP_DOWN =
            Pattern.compile("\\s*FORMDROPDOWN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SYMBOL = Pattern.compile(
            "\\s*SYMBOL\\s+\"?(0x[0-9a-f]{1,6}|[0-9]{1,7})\"?\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SYMBOL_FONT = Pattern.compile(
            "\\\\f\\s*\"?\\s*(?:[^\"\\\\]*(?:symbol|dings)|marlett|mt extra)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Characters of a code that are kept: a field shows no book. */
    private static final int MAX_CODE = 100_000;

    private final StringBuilder code = new StringBuilder();
    private final List<String> choices = new ArrayList<>();
    private String result = "";
    private String byDefault = "";
    private Look look = Look.PLAIN;
    private boolean inResult;
    private boolean confirmed;
    private boolean hasResult;

    /** A field that begins with its code. */
    WordField() {}

    /** A field whose code is known and whose result follows. */
    WordField(String code) {
        this.code.append(code, 0, Math.min(code.length(), MAX_CODE));
        inResult = true;
        confirmed = true;
    }

    /** Reads what the beginning of a form's field says: the choices of a list, and which of them is taken. */
    void readForm(XMLStreamReader reader) throws XMLStreamException {
        WordXml.Within within = new WordXml.Within(reader);
        while (within.next()) {
            String value = WordXml.attribute(reader, "val");
            switch (reader.getLocalName()) {
                case "listEntry" -> choices.add(value);
                case "result" -> result = value;
                case "default" -> byDefault = value;
                default -> {
                    // what stands within says more
                }
            }
        }
    }

    private String choice() {
        String number = result.isEmpty() ? byDefault : result;
        int chosen = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
        return chosen < choices.size() ? choices.get(chosen) : "";
    }

    /** The code ends here, and the result begins. */
    void separate() {
        inResult = true;
        confirmed = true;
    }

    void end() {
        confirmed = true;
    }

    boolean isInResult() {
        return inResult;
    }

    /** A code is no text, once it has come to an end: without one the text that follows may be no code at all. */
    @Override
    public boolean isHiding() {
        return confirmed;
    }

    void result() {
        hasResult = true;
    }

    void code(Look as, String text) {
        if (as != Look.HIDDEN && code.length() < MAX_CODE) {
            look = code.toString().isBlank() ? as : look;
            code.append(text, 0, Math.min(text.length(), MAX_CODE - code.length()));
        }
    }

    /** How its code looks. */
    Look look() {
        return look;
    }

    /** What Word shows of a field without a result; empty where nothing. */
    String shown() {
        if (hasResult) {
            return "";
        }
        Matcher button = BUTTON.matcher(code);
        if (button.matches()) {
            return button.group(1).strip();
        }
        Matcher equation = EQUATION.matcher(code);
        if (equation.matches()) {
            return WordEquation.text(equation.group(1));
        }
        if (DROP_DOWN.matcher(code).matches()) {
            return choice();
        }
        Matcher symbol = SYMBOL.matcher(code);
        return symbol.matches() ? symbol(symbol.group(1), symbol.group(2)) : "";
    }

    /** A character by its number. One byte is one of Windows, or the place of a picture in a font of symbols. */
    private static String symbol(String number, String switches) {
        int character = Integer.decode(number.replaceFirst("^0+(?=[0-9])", ""));
        if (!WordCharacter.isText(character)) {
            boolean windows = character >= 0x80 && character <= 0x9F;
            return windows && !SYMBOL_FONT.matcher(switches).find()
                    ? new String(new byte[] {(byte) character}, WINDOWS).replace("\uFFFD", "")
                    : "";
        }
        boolean picture = character <= 0xFF
                && !switches.contains("\\u")
                && SYMBOL_FONT.matcher(switches).find();
        return picture ? "" : Character.toString(character);
    }
}
