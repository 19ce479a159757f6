package org.dupcheck.engine;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.CorpusStatistics;

/**
 * What a check takes from the reference set as a whole: the language model, and the grams that many documents hold. They
 * are taken at one corpus version and may be used with later ones: then a change of one document moves no figure of
 * another. Depends only on the set of documents. Immutable, thread-safe.
 */
public final class Statistics {
    /** Of no documents. */
    public static final Statistics NONE = new Statistics(0, CorpusStatistics.EMPTY, FrequentGrams.NONE);

    private static final long FORMAT = 1;

    private final long corpusVersion;
    private final CorpusStatistics model;
    private final FrequentGrams frequentGrams;

    private Statistics(long corpusVersion, CorpusStatistics model, FrequentGrams frequentGrams) {
        this.corpusVersion = corpusVersion;
        this.model = model;
        this.frequentGrams = frequentGrams;
    }

    /** Of the documents in force on these pages. The work grows with the reference set. */
    static Statistics of(long corpusVersion, CorpusStatistics model, List<Page> pages, List<Deletions> deletions) {
        return new Statistics(corpusVersion, model, FrequentGrams.of(pages, deletions));
    }

    /** The corpus version that they were taken at. */
    public long corpusVersion() {
        return corpusVersion;
    }

    CorpusStatistics model() {
        return model;
    }

    FrequentGrams frequentGrams() {
        return frequentGrams;
    }

    /**
     * Writes all; up to about 100 MB, which compress well.
     *
     * @param out stays open
     * @throws java.io.UncheckedIOException if it cannot be written to
     */
    public void write(OutputStream out) {
        PageOutput page = new PageOutput(out);
        page.number(FORMAT);
        page.text(ReferenceIndex.engineVersion());
        page.number(corpusVersion);
        model.write(page);
        frequentGrams.write(page);
        page.end();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is not that, whole and of this engine's version
     */
    public static Statistics read(byte[] bytes) {
        try {
            PageInput in = new PageInput(ByteBuffer.wrap(bytes));
            if (in.number() != FORMAT || !in.text().equals(ReferenceIndex.engineVersion())) {
                throw new IllegalArgumentException("statistics of another version of the engine");
            }
            return new Statistics(in.number(), CorpusStatistics.read(in), FrequentGrams.read(in));
        } catch (PageInput.DamagedFileException e) {
            throw new IllegalArgumentException("damaged statistics: " + e.getMessage(), e);
        }
    }
}
