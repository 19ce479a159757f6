package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Scores on a corpus made from a fixed seed, by disguise and length, against those of a file: fails when recall or
 * precision moves. Where it moves for the better, the file takes the new figures, and the commit says why.
 */
class RecallTest {
    private static final String EXPECTED = "expected-scores.csv";
    private static final Path ACTUAL = Path.of("target", EXPECTED);
    private static final int[] LENGTHS = {60, 120, 300, 800};
    private static final int CASES = 100;
    private static final int DOCUMENTS = 600;
    private static final int DOCUMENT = 2_000;
    private static final int ALPHABET = 1_500;
    /** Before the passage and after it. */
    private static final int OWN = 300;

    private final List<Document> references = references();
    private final ReferenceIndex index = Check.index(EngineSettings.defaults(), references);

    private static List<Document> references() {
        Texts texts = new Texts(2026, ALPHABET);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < DOCUMENTS; d++) {
            references.add(Texts.document("r" + d, texts.text(DOCUMENT)));
        }
        return references;
    }

    @Test
    void asMuchIsFoundAsEver() throws IOException {
        List<String> lines = new ArrayList<>(List.of("disguise,characters,share of passages found,agreement,other"));
        for (Disguise disguise : Disguise.values()) {
            for (int length : LENGTHS) {
                lines.add(scores(disguise, length));
            }
        }
        String actual = String.join("\n", lines) + "\n";
        Files.writeString(ACTUAL, actual);
        assertThat(actual).as("scores; those of this run are in %s", ACTUAL).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (InputStream file = RecallTest.class.getResourceAsStream(EXPECTED)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Found is a passage reported as one; the agreement is the part that its span and the true one share of the longer. */
    private String scores(Disguise disguise, int length) {
        Texts texts = new Texts(length, ALPHABET);
        Random random = new Random(length);
        int found = 0;
        int others = 0;
        double agreement = 0;
        for (int k = 0; k < CASES; k++) {
            Document source = references.get(k * 7 % DOCUMENTS);
            int from = random.nextInt(DOCUMENT - length);
            String original = source.sections().get(0).text().substring(from, from + length);
            String copied = disguise.apply(original, texts, random);
            String before = texts.text(OWN);
            Comparison result = Check.compare(index, Texts.document("q" + k, before + copied + texts.text(OWN)));
            for (Comparison.Match match : result.matches()) {
                Comparison.Passage p = match.passages().get(0);
                int common =
                        Math.min(p.end(), before.length() + copied.length()) - Math.max(p.start(), before.length());
                if (match.document().equals(source.id()) && match.passages().size() == 1 && common > 0) {
                    found++;
                    agreement += (double) common / Math.max(p.end() - p.start(), copied.length());
                } else {
                    others++;
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "%s,%d,%.2f,%.3f,%d",
                disguise.name().toLowerCase(Locale.ROOT),
                length,
                (double) found / CASES,
                agreement / Math.max(1, found),
                others);
    }
}
