package org.dupcheck.check.references;

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
import org.dupcheck.engine.SectionResult;
import org.dupcheck.engine.Statistics;
import org.dupcheck.engine.Wanted;
import org.dupcheck.store.checks.CheckVersions;

/**
 * A reference index that finds a reference document where a submission's section holds the whole text of one of its
 * sections, and whose pages a test can hold up or let fail.
 */
public final class FakeIndex implements ReferenceIndex {
    public static final CheckVersions VERSIONS = new CheckVersions("fake-1", "settings-1");

    /** Called before each page is scanned. */
    @FunctionalInterface
    public interface PageHook {
        void before(int page, Document submission);
    }

    public final AtomicInteger scans = new AtomicInteger();
    /** Of the last query. */
    volatile CheckOptions options = CheckOptions.DEFAULT;

    public final AtomicInteger pagesScanned = new AtomicInteger();
    public volatile PageHook hook = (page, submission) -> {};
    /** What becomes of a comparison in the end. */
    public volatile UnaryOperator<Comparison> told = UnaryOperator.identity();

    private final int pageDocuments;
    private volatile State state;

    public FakeIndex(int pageDocuments) {
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

    /** @param matches one list for each section */
    private record FakeFindings(List<List<SectionResult.Match>> matches) implements PageFindings {}

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
        public Query query(Document submission, CheckOptions options, Statistics statistics, Wanted wanted) {
            scans.incrementAndGet();
            FakeIndex.this.options = options;
            return new FakeQuery(submission);
        }

        @Override
        public PageFindings scan(int page, Query query) {
            Document submission = ((FakeQuery) query).submission;
            hook.before(page, submission);
            pagesScanned.incrementAndGet();
            int end = Math.min(inOrder.size(), (page + 1) * pageDocuments);
            List<Document> references = inOrder.subList(page * pageDocuments, end);
            return new FakeFindings(submission.sections().stream()
                    .map(section -> matches(submission.id(), section, references))
                    .toList());
        }

        private List<SectionResult.Match> matches(
                Document.Id submission, Document.Section section, List<Document> references) {
            List<SectionResult.Match> matches = new ArrayList<>();
            for (Document reference : references) {
                List<SectionResult.Passage> passages = passages(section, reference);
                if (!passages.isEmpty() && !reference.id().equals(submission)) {
                    matches.add(new SectionResult.Match(reference.id(), 20, 20, passages));
                }
            }
            return matches;
        }

        private List<SectionResult.Passage> passages(Document.Section section, Document reference) {
            List<SectionResult.Passage> passages = new ArrayList<>();
            for (int s = 0; s < reference.sections().size(); s++) {
                Document.Section source = reference.sections().get(s);
                int start = section.text().indexOf(source.text());
                if (start >= 0) {
                    int length = source.text().length();
                    int end = start + length;
                    passages.add(new SectionResult.Passage(start, end, start, end, s, source.key(), 0, length, 1.0));
                }
            }
            return passages;
        }

        @Override
        public List<SectionResult> sections(Query query, List<PageFindings> findings) {
            List<SectionResult> results = new ArrayList<>();
            for (int s = 0; s < ((FakeQuery) query).submission.sections().size(); s++) {
                int section = s;
                List<SectionResult.Match> matches = findings.stream()
                        .flatMap(page -> ((FakeFindings) page).matches.get(section).stream())
                        .toList();
                int matched = matches.isEmpty() ? 0 : 20;
                results.add(new SectionResult(
                        40,
                        matched,
                        new Comparison.Figures(40, matched),
                        List.of(),
                        matches,
                        List.of(),
                        List.of(),
                        List.of()));
            }
            return results;
        }

        @Override
        public Comparison compose(Document submission, List<SectionResult> results, Wanted wanted) {
            Map<Document.Id, Comparison.Match> matches = new TreeMap<>();
            List<Comparison.SectionFigures> sections = new ArrayList<>();
            for (int s = 0; s < results.size(); s++) {
                String key = submission.sections().get(s).key();
                sections.add(new Comparison.SectionFigures(key, 0, 10, 0));
                for (SectionResult.Match match : results.get(s).matches()) {
                    List<Comparison.Passage> passages = match.passages().stream()
                            .map(passage -> new Comparison.Passage(
                                    key,
                                    passage.start(),
                                    passage.end(),
                                    passage.sourceSection(),
                                    passage.sourceStart(),
                                    passage.sourceEnd(),
                                    passage.similarity()))
                            .toList();
                    matches.merge(
                            match.document(), new Comparison.Match(match.document(), 0.5, 20, passages), this::joined);
                }
            }
            return told.apply(new Comparison(
                    matches.isEmpty() ? 0 : 0.5, 20, 40, 20, sections, List.copyOf(matches.values()), List.of()));
        }

        private Comparison.Match joined(Comparison.Match one, Comparison.Match other) {
            List<Comparison.Passage> passages = new ArrayList<>(one.passages());
            passages.addAll(other.passages());
            return new Comparison.Match(one.document(), 0.5, 20, passages);
        }
    }
}
