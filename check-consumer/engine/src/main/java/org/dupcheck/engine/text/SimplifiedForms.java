package org.dupcheck.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The table from traditional characters to simplified ones, character by character (OpenCC's, see NOTICE). */
final class SimplifiedForms {
    private static final String RESOURCE = "traditional-simplified.txt";

    private final Map<Integer, Integer> simplified;

    private SimplifiedForms(Map<Integer, Integer> simplified) {
        this.simplified = simplified;
    }

    static SimplifiedForms load() {
        Map<Integer, Integer> forms = new HashMap<>(8_192);
        try (InputStream in = SimplifiedForms.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from the engine's jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isEmpty()) {
                    int traditional = line.codePointAt(0);
                    forms.put(traditional, line.codePointAt(Character.charCount(traditional)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SimplifiedForms(forms);
    }

    int of(int codePoint) {
        Integer form = simplified.get(codePoint);
        return form == null ? codePoint : form;
    }
}
