package org.dupcheck.bench.pipeline;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;

/**
 * Reference documents, and submissions that each take a passage from one of them. The same seed gives the same. Not
 * thread-safe.
 */
final class Corpus {
    static final String BUSINESS_TYPE = "bench";
    private static final int CHARACTERS = 3_000;
    private static final int PASSAGE = 300;

    private final GeneratedTexts texts;
    private final Random random;
    private final List<String> references;
    private int submissions;

    private Corpus(long seed, IntFunction<String> reference, int documents) {
        this.texts = new GeneratedTexts(seed);
        this.random = new Random(seed);
        this.references = IntStream.range(0, documents).mapToObj(reference).toList();
    }

    static Corpus generated(long seed, int documents) {
        GeneratedTexts texts = new GeneratedTexts(seed + 1);
        return new Corpus(seed, i -> texts.next(CHARACTERS), documents);
    }

    List<String> references() {
        return references;
    }

    /** A submission of 3,000 characters, 300 of them from a reference document; every one of another business id. */
    Submission next(long revision) {
        String own = texts.next(CHARACTERS - PASSAGE);
        String source = references.get(random.nextInt(references.size()));
        int start = random.nextInt(Math.max(1, source.length() - PASSAGE));
        String passage = source.substring(start, Math.min(source.length(), start + PASSAGE));
        int at = random.nextInt(own.length());
        return submission("s" + submissions++, revision, own.substring(0, at) + passage + own.substring(at));
    }

    static Submission submission(String id, long revision, String text) {
        return new Submission(
                BUSINESS_TYPE,
                id,
                revision,
                Mode.PRECHECK,
                null,
                List.of(new Section(ReferenceLoader.SECTION, text)),
                null,
                null);
    }
}
