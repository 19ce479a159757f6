package org.dupcheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.store.checks.CheckVersions;

/**
 * A reference index that finds a reference document where a submission's section holds the whole text of one of its
 * sections, and whose pages a test can hold up or let fail.
 */
final class FakeIndex implements ReferenceIndex {
    static final CheckVersions VERSIONS = new CheckVersions("fake-1", "settings-1");

    /** Called before each page is scanned. */
    @FunctionalInterface
    interface PageHook {
        void before(int page, Document submission);
    }

    final AtomicInteger scans = new AtomicInteger();
    /** Of the last query. */
    volatile CheckOptions options = CheckOptions.DEFAULT;

    final AtomicInteger pagesScanned = new AtomicInteger();
    volatile PageHook hook = (page, submission) -> {};
    /** What becomes of a comparison in the end. */
    volatile UnaryOperator<Comparison> told = UnaryOperator.identity();

    private final int pageDocuments;
    private volatile State state;

    FakeIndex(int pageDocuments) {
        this.pageDocuments = pageDocuments;
        this.state = new State(Map.of(), 0);
    }

    @Override
    public View view() {
        return state;
    }

    @Override
    public void apply(List<Change> changes, long corpusVersion) {
        if (corpusVersion <= state.version) {
            throw new IllegalArgumentException("version " + corpusVersion + " after " + state.version);
        }
        Map<Document.Id, Document> documents = new TreeMap<>(state.documents);
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                documents.put(put.document().id(), put.document());
            } else if (change instanceof Change.Remove remove) {
                documents.remove(remove.id());
            }
        }
        state = new State(documents, corpusVersion);
    }

    private record FakeQuery(Document submission) implements Query {}

    private record FakeFindings(List<Comparison.Match> matches) implements PageFindings {}

    private final class State implements View {
        private final Map<Document.Id, Document> documents;
        private final List<Document> inOrder;
        private final long version;

        State(Map<Document.Id, Document> documents, long version) {
            this.documents = documents;
            this.inOrder = List.copyOf(documents.values());
            this.version = version;
        }

        @Override
        public long corpusVersion() {
            return version;
        }

        @Override
        public int pageCount() {
            return (inOrder.size() + pageDocuments - 1) / pageDocuments;
        }

        @Override
        public int documentCount() {
            return inOrder.size();
        }

        @Override
        public Statistics statistics() {
            if (version == 0) {
                return Statistics.NONE;
            }
            ReferenceIndex nothing = ReferenceIndex.empty(EngineSettings.defaults());
            nothing.apply(List.of(), version);
            return nothing.view().statistics();
        }

        @Override
        public Query query(Document submission, CheckOptions options, Statistics statistics) {
            scans.incrementAndGet();
            FakeIndex.this.options = options;
            return new FakeQuery(submission);
        }

        @Override
        public PageFindings scan(int page, Query query) {
            Document submission = ((FakeQuery) query).submission;
            hook.before(page, submission);
            pagesScanned.incrementAndGet();
            List<Comparison.Match> matches = new ArrayList<>();
            int end = Math.min(inOrder.size(), (page + 1) * pageDocuments);
            for (Document reference : inOrder.subList(page * pageDocuments, end)) {
                List<Comparison.Passage> passages = passages(submission, reference);
                if (!passages.isEmpty() && !reference.id().equals(submission.id())) {
                    matches.add(new Comparison.Match(reference.id(), 0.5, 20, passages));
                }
            }
            return new FakeFindings(matches);
        }

        private List<Comparison.Passage> passages(Document submission, Document reference) {
            List<Comparison.Passage> passages = new ArrayList<>();
            for (Document.Section section : submission.sections()) {
                for (Document.Section source : reference.sections()) {
                    int start = section.text().indexOf(source.text());
                    if (start >= 0) {
                        int length = source.text().length();
                        passages.add(new Comparison.Passage(
                                section.key(), start, start + length, source.key(), 0, length, 1.0));
                    }
                }
            }
            return passages;
        }

        @Override
        public Comparison conclude(Query query, List<PageFindings> findings) {
            List<Comparison.Match> matches = findings.stream()
                    .flatMap(page -> ((FakeFindings) page).matches.stream())
                    .toList();
            List<Comparison.SectionFigures> sections = ((FakeQuery) query)
                    .submission.sections().stream()
                            .map(section -> new Comparison.SectionFigures(section.key(), 0, 10, 0))
                            .toList();
            return told.apply(new Comparison(matches.isEmpty() ? 0 : 0.5, 20, 40, 20, sections, matches, List.of()));
        }
    }
}
