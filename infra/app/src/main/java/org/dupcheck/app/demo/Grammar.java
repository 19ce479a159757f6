package org.dupcheck.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words and sentence patterns that the demo's project applications are made of, read from two text files beside this
 * class. Immutable, thread-safe.
 */
final class Grammar {
    private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");
    private static final String TITLES = "题目";
    private static final String WORDS = "词";

    private final Map<String, Map<String, List<String>>> fields;
    private final Map<String, List<String>> patterns;
    private final Map<String, List<String>> words;

    private Grammar(
            Map<String, Map<String, List<String>>> fields,
            Map<String, List<String>> patterns,
            Map<String, List<String>> words) {
        this.fields = fields;
        this.patterns = patterns;
        this.words = words;
    }

    static Grammar load() {
        Map<String, Map<String, List<String>>> fields = new LinkedHashMap<>();
        blocks("fields.txt").forEach((name, lines) -> fields.put(name, words(lines)));
        Map<String, List<String>> patterns = blocks("sentences.txt");
        Map<String, List<String>> common = words(Objects.requireNonNull(patterns.remove(WORDS)));
        return new Grammar(fields, patterns, common);
    }

    /** The fields' names, in the order of the file. */
    List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    /** The sections of an application, in order. */
    List<String> sections() {
        return patterns.keySet().stream().filter(name -> !name.equals(TITLES)).toList();
    }

    List<String> patterns(String section) {
        return Objects.requireNonNull(patterns.get(section), section);
    }

    String title(String field, Random random) {
        return fill(pick(patterns(TITLES), random), field, random);
    }

    /** Replaces every slot of the pattern by a word of its kind; within one sentence no word comes twice. */
    String fill(String pattern, String field, Random random) {
        List<String> used = new ArrayList<>();
        Matcher slots = SLOT.matcher(pattern);
        StringBuilder sentence = new StringBuilder();
        while (slots.find()) {
            slots.appendReplacement(sentence, word(slots.group(1), field, random, used));
        }
        return slots.appendTail(sentence).toString();
    }

    private String word(String kind, String field, Random random, List<String> used) {
        return switch (kind) {
            case "数" -> Integer.toString(2 + random.nextInt(59));
            case "几" -> Integer.toString(2 + random.nextInt(8));
            case "百分" -> Integer.toString(5 + random.nextInt(91));
            case "年" -> Integer.toString(2019 + random.nextInt(12));
            default -> unused(choice(kind, field), random, used);
        };
    }

    private static String unused(List<String> choice, Random random, List<String> used) {
        String word = pick(choice, random);
        while (used.contains(word) && used.size() < choice.size()) {
            word = pick(choice, random);
        }
        used.add(word);
        return word;
    }

    private List<String> choice(String kind, String field) {
        @Nullable
        List<String> own = Objects.requireNonNull(fields.get(field), field).get(kind);
        return own != null ? own : Objects.requireNonNull(words.get(kind), kind);
    }

    static <T> T pick(List<T> choice, Random random) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static Map<String, List<String>> words(List<String> lines) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (String line : lines) {
            String[] sides = line.split(" = ", 2);
            words.put(sides[0], List.of(sides[1].split(" \\| ")));
        }
        return words;
    }

    /** The lines under each {@code [name]}; blank lines and comments left out. */
    private static Map<String, List<String>> blocks(String resource) {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Grammar.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    block = new ArrayList<>();
                    blocks.put(line.substring(1, line.indexOf(']')), block);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    block.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }
}
