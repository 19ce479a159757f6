package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text that an EQ field shows: {@code \o\ac(○,每)} is 每 in a circle. Phonetic guides are EQ fields too, with the
 * reading raised over its base; as with any ruby the base counts, unless it is blank. Used once.
 */
final class WordEquation {
    private static final Pattern FORMATTING = Pattern.compile("\\\\\\*\\s*(\"[^\"]*\"|\\S+)\\s*");
    private static final Set<String> ENCLOSING = Set.of("○", "◯", "□", "△", "◇");
    private static final int MAX_DEPTH = 50;

    private final String code;
    private int at;

    private WordEquation(String code) {
        this.code = code;
    }

    static String text(String code) {
        String bare = FORMATTING.matcher(code).replaceAll("");
        return new WordEquation(bare).sequence(0, false).text().strip();
    }

    /** @param raised whether it stands above the line */
    private record Argument(String text, boolean raised) {}

    /** Up to the end, or to the comma or parenthesis that ends an argument. */
    private Argument sequence(int depth, boolean argument) {
        StringBuilder text = new StringBuilder();
        boolean raised = false;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (argument && (c == ',' || c == ';' || c == ')')) {
                break;
            }
            at++;
            if (c != '\\' || at == code.length()) {
                text.append(c);
            } else if (!Character.isLetter(code.charAt(at))) {
                text.append(code.charAt(at++)); // a sign that is meant as it stands
            } else {
                String switches = switches();
                raised |= text.toString().isBlank() && switches.matches("s.*up.*");
                if (at < code.length() && code.charAt(at) == '(' && depth < MAX_DEPTH) {
                    text.append(joined(switches, arguments(depth + 1)));
                }
            }
        }
        return new Argument(text.toString(), raised);
    }

    /** Letters of a switch and its options, with what they set: {@code \s\\up 9} is {@code sup}. */
    private String switches() {
        StringBuilder switches = new StringBuilder();
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '\\' && switches.toString().endsWith("c") && at + 1 < code.length()) {
                at += 2; // \lc\{ names a bracket
            } else if ((c < 0x80 && Character.isLetterOrDigit(c)) || c == '\\' || c == ' ' || c == '-') {
                switches.append(Character.isLetter(c) ? String.valueOf(c) : "");
                at++;
            } else {
                break;
            }
        }
        return switches.toString().toLowerCase(Locale.ROOT);
    }

    private List<Argument> arguments(int depth) {
        List<Argument> arguments = new ArrayList<>();
        char before = code.charAt(at);
        while (before != ')' && at < code.length()) {
            at++;
            arguments.add(sequence(depth, true));
            before = at < code.length() ? code.charAt(at) : ')';
        }
        at++;
        return arguments;
    }

    private static String joined(String switches, List<Argument> arguments) {
        boolean over = switches.startsWith("o");
        List<String> texts = new ArrayList<>();
        for (Argument argument : arguments) {
            boolean base = !over || !(ENCLOSING.contains(argument.text().strip()) || argument.raised());
            if (base) {
                texts.add(argument.text());
            }
        }
        if (texts.stream().allMatch(String::isBlank)) { // nothing under it: what stands above the line is what is read
            texts.clear();
            arguments.forEach(argument -> texts.add(argument.text()));
        }
        boolean parted = switches.startsWith("a") || switches.startsWith("f") || switches.startsWith("i");
        return String.join(over ? "" : parted ? " " : ",", texts);
    }
}
