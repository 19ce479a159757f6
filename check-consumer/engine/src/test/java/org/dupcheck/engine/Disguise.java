package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.dupcheck.engine.text.TextNormalizer;

/** How a copied passage is changed, from a seed. */
enum Disguise {
    NONE,
    /** Commas and stops become half-width ones, or others. */
    PUNCTUATION,
    EDIT05,
    EDIT10,
    EDIT20,
    /** Sentences shuffled in groups of four. */
    REORDER,
    TRADITIONAL,
    /** Reordered, and 6 % edited. */
    MIXED;

    private static final int GROUP = 4;
    private static final Map<Character, Character> TRADITIONAL_FORMS = traditionalForms();

    String apply(String text, Texts texts, Random random) {
        return switch (this) {
            case NONE -> text;
            case PUNCTUATION -> punctuated(text, random);
            case EDIT05 -> texts.edited(text, .05);
            case EDIT10 -> texts.edited(text, .1);
            case EDIT20 -> texts.edited(text, .2);
            case REORDER -> reordered(text, random);
            case TRADITIONAL -> traditional(text);
            case MIXED -> texts.edited(reordered(text, random), .06);
        };
    }

    private static String punctuated(String text, Random random) {
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '，' -> random.nextBoolean() ? "," : " ";
                    case '。' -> random.nextBoolean() ? "." : "!\n";
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static String reordered(String text, Random random) {
        List<String> sentences = new ArrayList<>(List.of(text.split("(?<=[，。])")));
        for (int from = 0; from < sentences.size(); from += GROUP) {
            Collections.shuffle(sentences.subList(from, Math.min(from + GROUP, sentences.size())), random);
        }
        return String.join("", sentences);
    }

    private static String traditional(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            result.append(TRADITIONAL_FORMS.getOrDefault(text.charAt(i), text.charAt(i)));
        }
        return result.toString();
    }

    /** One traditional form for each simplified character that has any: another one that the engine takes for the same. */
    private static Map<Character, Character> traditionalForms() {
        Map<Character, Character> result = new HashMap<>();
        for (char c = 0x4E00; c < 0x9FFF; c++) {
            int token = TextNormalizer.shared().tokens(Character.toString(c)).token(0);
            if (token != c && Character.charCount(token) == 1) {
                result.putIfAbsent((char) token, c);
            }
        }
        return result;
    }
}
