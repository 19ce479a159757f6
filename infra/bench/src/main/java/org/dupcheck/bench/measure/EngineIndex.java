package org.dupcheck.bench.measure;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.engine.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * A reference set in this process with nothing around it, of documents of one section. Checks may come from any thread,
 * also while documents are added; these come from one.
 */
public final class EngineIndex {
    private static final int BATCH = 1_000;

    private final ReferenceIndex index;
    private final List<Change> waiting = new ArrayList<>();
    private long version;
    private long documents;
    private long applyNanos;
    /** Null until they were first taken. */
    private volatile @Nullable Statistics statistics;

    /** One with the default settings. */
    public EngineIndex() {
        this(ReferenceIndex.empty(EngineSettings.defaults()));
    }

    public EngineIndex(ReferenceIndex index) {
        this.index = index;
        version = index.view().corpusVersion();
    }

    /** Adds a document; it may become visible only with {@link #ready}. */
    public void add(String id, String text) {
        waiting.add(new Change.Put(reference(id, text)));
        documents++;
        if (waiting.size() == BATCH) {
            apply(List.copyOf(waiting));
            waiting.clear();
        }
    }

    /** Applies changes at once. */
    public void apply(List<Change> changes) {
        version += changes.size();
        long start = System.nanoTime();
        index.apply(changes, version);
        applyNanos += System.nanoTime() - start;
    }

    /**
     * Makes visible what was added, takes the statistics of it, and merges its pages as a node does after loading. Returns documents a second, of the
     * time spent adding: reading them is not in it, nor what is merged after the last of them.
     */
    public double ready() {
        if (!waiting.isEmpty()) {
            apply(List.copyOf(waiting));
            waiting.clear();
        }
        index.compact();
        statistics = index.view().statistics();
        return documents / (applyNanos / 1e9);
    }

    /** A reference document as it would be added. */
    public static Document reference(String id, String text) {
        return document(ReferenceLoader.DOCUMENT_TYPE, id, text);
    }

    public static Document submission(String id, String text) {
        return document("query", id, text);
    }

    private static Document document(String type, String id, String text) {
        return new Document(
                new Document.Id(type, id), null, List.of(new Document.Section(ReferenceLoader.SECTION, text)));
    }

    /** Checks a text, from the text to the verdict, on the calling thread. */
    public Comparison compare(String id, String text) {
        return compare(index.view(), submission(id, text));
    }

    /** Checks a submission against a state of this index. */
    public Comparison compare(ReferenceIndex.View view, Document submission) {
        return view.compare(submission, CheckOptions.DEFAULT, statistics());
    }

    /** Prepares a submission for a check against a state of this index. */
    public ReferenceIndex.Query query(ReferenceIndex.View view, Document submission) {
        return query(view, submission, Wanted.ALWAYS);
    }

    /** The same for a check that may be ended. */
    public ReferenceIndex.Query query(ReferenceIndex.View view, Document submission, Wanted wanted) {
        return view.query(submission, CheckOptions.DEFAULT, statistics(), wanted);
    }

    /** Those last taken: a node does not take them anew for every change either. */
    private Statistics statistics() {
        Statistics taken = statistics;
        return taken != null ? taken : index.view().statistics();
    }

    /** Time spent in applying changes so far, in nanoseconds. */
    public long applyNanos() {
        return applyNanos;
    }

    public ReferenceIndex index() {
        return index;
    }
}
