package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes texts from a seed: a language of its own, in which some characters and some pairs are frequent, as in a real one. */
public final class Texts {
    private static final int FIRST_CHARACTER = 0x4E00;

    private final Random random;
    private final int alphabet;
    private int words;

    /** @param alphabet different characters in the texts */
    public Texts(long seed, int alphabet) {
        this.random = new Random(seed);
        this.alphabet = alphabet;
    }

    /** A document of type {@code t} with these sections. */
    public static Document document(String id, String... sections) {
        List<Document.Section> list = new ArrayList<>();
        for (int s = 0; s < sections.length; s++) {
            list.add(new Document.Section("s" + s, sections[s]));
        }
        return new Document(new Document.Id("t", id), null, list);
    }

    /** A number from 0 to {@code bound} − 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Text of so many characters, with punctuation. */
    public String text(int characters) {
        StringBuilder text = new StringBuilder();
        int previous = 0;
        for (int i = 0; i < characters; i++) {
            previous = next(previous);
            text.appendCodePoint(previous);
            if (random.nextInt(14) == 0) {
                text.append(random.nextInt(4) == 0 ? "。\n" : "，");
            }
        }
        return text.toString();
    }

    /** Text of so many characters, without a mark. */
    String unbroken(int characters) {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(text(characters).replaceAll("[，。\n]", ""));
        }
        return text.substring(0, characters);
    }

    /** So many words that these texts have not had: nothing beside them matches by chance. */
    String newWords(int count, String between) {
        StringBuilder text = new StringBuilder(between);
        for (int i = 0; i < count; i++) {
            text.append('x').append((char) ('a' + words % 26)).append((char) ('a' + words / 26 % 26));
            text.append((char) ('a' + words++ / 676)).append(between);
        }
        return text.toString();
    }

    /** Text of Chinese characters, words, numbers, characters outside the first plane and odd signs. */
    public String mixed(int tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            switch (random.nextInt(9)) {
                case 0 -> text.append(' ').append(word()).append(' ');
                case 1 -> text.append(random.nextInt(100)).append('.');
                case 2 -> text.appendCodePoint(0x20000 + random.nextInt(50));
                case 3 -> text.append("，\uD83D\uDE00");
                default -> text.appendCodePoint(FIRST_CHARACTER + random.nextInt(alphabet));
            }
        }
        return text.toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(4)));
        }
        return word.toString();
    }

    private int next(int previous) {
        double u = random.nextDouble();
        if (previous != 0 && random.nextInt(3) == 0) {
            return FIRST_CHARACTER + Math.floorMod(previous * 31 + random.nextInt(3), alphabet);
        }
        return FIRST_CHARACTER + (int) (alphabet * u * u * u);
    }

    /** Replaces, drops or doubles a share of the characters. */
    String edited(String text, double share) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (random.nextDouble() >= share) {
                result.appendCodePoint(c);
            } else if (random.nextInt(3) > 0) {
                result.appendCodePoint(FIRST_CHARACTER + random.nextInt(alphabet));
                if (random.nextBoolean()) {
                    result.appendCodePoint(c);
                }
            }
        });
        return result.toString();
    }
}
