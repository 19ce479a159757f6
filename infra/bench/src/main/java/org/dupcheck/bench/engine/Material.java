package org.dupcheck.bench.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.dupcheck.bench.data.DataFolder;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.QueryRow;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.jspecify.annotations.Nullable;

/**
 * The reference documents and submissions of a run: real ones, or, where these are not there, generated ones. Every
 * submission has {@link #CHARACTERS} characters.
 */
final class Material {
    /** Of a submission, and of a generated reference document. */
    static final int CHARACTERS = 3_000;

    /** Reference documents where they have to be generated, if nothing else is asked for: as many as there are real ones. */
    static final int REFERENCES = 7_144;
    /** Of generated texts, likewise. */
    static final long SEED = 20_261_121;

    private static final int GENERATED_QUESTIONS = 500;
    private static final int PASSAGE = 300;

    private final @Nullable Path reference;
    private final @Nullable Path distractors;
    private final int generated;
    private final long seed;
    private final List<Question> questions;

    private Material(
            @Nullable Path reference, @Nullable Path distractors, int generated, long seed, List<Question> questions) {
        this.reference = reference;
        this.distractors = distractors;
        this.generated = generated;
        this.seed = seed;
        this.questions = questions;
    }

    /** @param generated how many reference documents to make up where there are no real ones */
    static Material find(DataFolder data, PrintWriter out, int generated, long seed) {
        Path reference = data.find("reference.jsonl.gz", out, "measuring on generated texts");
        Path queries =
                reference == null ? null : data.find("queries-dev.jsonl.gz", out, "measuring on generated texts");
        if (reference == null || queries == null) {
            return new Material(null, null, generated, seed, madeUp(generated, seed));
        }
        Path distractors = data.find("distractors.jsonl.gz", out, "skipping distractors");
        List<Question> questions = new ArrayList<>();
        JsonLines.read(queries, QueryRow.class, row -> {
            if (row.text().codePointCount(0, row.text().length()) >= CHARACTERS) {
                questions.add(cut(row));
            }
        });
        Collections.shuffle(questions, new Random(seed));
        return new Material(reference, distractors, generated, seed, questions);
    }

    /** The first characters, and the passages that lie in them wholly. */
    private static Question cut(QueryRow row) {
        String text = row.text().substring(0, row.text().offsetByCodePoints(0, CHARACTERS));
        List<String> sources = row.cases().stream()
                .filter(planted -> planted.q().get(1) <= CHARACTERS)
                .map(QueryRow.CaseRow::ref)
                .toList();
        return new Question(row.id(), text, sources);
    }

    private static List<Question> madeUp(int documents, long seed) {
        GeneratedTexts texts = new GeneratedTexts(seed);
        Planting planting = new Planting(seed);
        for (int i = 0; i < documents; i++) {
            planting.offer("d" + i, texts.next(CHARACTERS));
        }
        return planting.questions(GENERATED_QUESTIONS);
    }

    boolean isReal() {
        return reference != null;
    }

    boolean hasDistractors() {
        return distractors != null;
    }

    List<Question> questions() {
        return questions;
    }

    void references(Consumer<TextRow> to) {
        if (reference != null) {
            JsonLines.read(reference, TextRow.class, to);
            return;
        }
        GeneratedTexts texts = new GeneratedTexts(seed);
        for (int i = 0; i < generated; i++) {
            to.accept(new TextRow("d" + i, texts.next(CHARACTERS)));
        }
    }

    void distractors(Consumer<TextRow> to) {
        if (distractors != null) {
            JsonLines.read(distractors, TextRow.class, to);
        }
    }

    /** Makes submissions with a passage from a document that was offered; keeps some of these only. */
    static final class Planting {
        /** Few, so that they do not count when an index's memory is measured. */
        private static final int KEPT = 200;

        private final GeneratedTexts texts;
        private final Random random;
        private final List<TextRow> kept = new ArrayList<>();
        private int made;

        Planting(long seed) {
            texts = new GeneratedTexts(seed + 1);
            random = new Random(seed);
        }

        void offer(String id, String text) {
            if (kept.size() < KEPT) {
                kept.add(new TextRow(id, text));
            }
        }

        List<Question> questions(int count) {
            List<Question> questions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                TextRow source = kept.get(random.nextInt(kept.size()));
                int start = random.nextInt(source.text().length() - PASSAGE);
                String own = texts.next(CHARACTERS).substring(PASSAGE, CHARACTERS);
                int at = random.nextInt(own.length());
                String text =
                        own.substring(0, at) + source.text().substring(start, start + PASSAGE) + own.substring(at);
                questions.add(new Question("s" + made++, text, List.of(source.id())));
            }
            return questions;
        }
    }
}
