package org.dupcheck.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A table from one code point to another, from a resource with a pair a line; lines that start with # are comments. */
final class CharacterPairs {
    private final Map<Integer, Integer> targets;

    private CharacterPairs(Map<Integer, Integer> targets) {
        this.targets = targets;
    }

    /** @throws IllegalStateException where the resource is missing */
    static CharacterPairs load(String resource) {
        Map<Integer, Integer> targets = new HashMap<>();
        try (InputStream in = CharacterPairs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the engine's jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isEmpty()) {
                    int source = line.codePointAt(0);
                    targets.put(source, line.codePointAt(Character.charCount(source)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CharacterPairs(targets);
    }

    /** The other one of the pair, or the code point itself where it has none. */
    int of(int codePoint) {
        return targets.getOrDefault(codePoint, codePoint);
    }

    boolean has(int codePoint) {
        return targets.containsKey(codePoint);
    }
}
