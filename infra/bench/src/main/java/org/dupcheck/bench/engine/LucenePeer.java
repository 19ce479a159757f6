package org.dupcheck.bench.engine;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.dupcheck.bench.measure.BenchException;
import org.jspecify.annotations.Nullable;

/**
 * The peer: Lucene's MoreLikeThis on 5-grams of characters with 1,000 terms, the best of its settings that was found. It
 * only ranks documents; nothing is aligned. Its index is in memory and merged into one segment, which is what it is
 * fastest with. Documents may be added from several threads; searches come from one.
 */
final class LucenePeer implements AutoCloseable {
    private static final int TERMS = 1_000;
    private static final double BUFFER_MEGABYTES = 256;
    private static final String ID = "id";
    private static final String TEXT = "text";

    private final Directory directory = new ByteBuffersDirectory();
    private final Analyzer analyzer = new FiveGrams();
    private final FieldType indexed = new FieldType();
    private final IndexWriter writer;
    private @Nullable DirectoryReader reader;

    LucenePeer() {
        indexed.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        indexed.setTokenized(true);
        indexed.freeze();
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER_MEGABYTES));
        } catch (IOException e) {
            throw new BenchException("Lucene cannot open its index", e);
        }
    }

    void add(String id, String text) {
        Document document = new Document();
        document.add(new StoredField(ID, id));
        document.add(new Field(TEXT, text, indexed));
        try {
            writer.addDocument(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what was added visible to {@link #top}. */
    void ready() {
        try {
            writer.forceMerge(1);
            writer.commit();
            closeReader();
            reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new BenchException("Lucene cannot merge its index", e);
        }
    }

    /**
     * The ids of the documents most like the text, best first.
     *
     * @throws IllegalStateException before {@link #ready}
     */
    List<String> top(String text, int most) {
        if (reader == null) {
            throw new IllegalStateException("not ready");
        }
        try {
            IndexSearcher searcher = new IndexSearcher(reader);
            MoreLikeThis like = new MoreLikeThis(reader);
            like.setAnalyzer(analyzer);
            like.setFieldNames(new String[] {TEXT});
            like.setMinTermFreq(1);
            like.setMinDocFreq(1);
            like.setMaxQueryTerms(TERMS);
            like.setMaxNumTokensParsed(Integer.MAX_VALUE);
            List<String> ids = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(like.like(TEXT, new StringReader(text)), most).scoreDocs) {
                ids.add(String.valueOf(searcher.storedFields().document(hit.doc).get(ID)));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeReader() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }

    @Override
    public void close() {
        try {
            closeReader();
            writer.close();
            analyzer.close();
            directory.close();
        } catch (IOException e) {
            throw new BenchException("Lucene cannot close its index", e);
        }
    }
}
