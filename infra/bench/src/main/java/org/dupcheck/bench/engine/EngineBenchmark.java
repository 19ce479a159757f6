package org.dupcheck.bench.engine;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dupcheck.bench.data.DataFolder;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex.PageFindings;
import org.dupcheck.engine.ReferenceIndex.Query;
import org.dupcheck.engine.ReferenceIndex.View;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The steps of a check, the whole of it, a single change, and the peer's search, each under JMH in a process of its own.
 * Every call takes the next of hundreds of different submissions: the same one over and over would measure the branch
 * predictor and the caches.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3)
public class EngineBenchmark {
    /** The reference set and the submissions; shared by all threads. */
    @State(Scope.Benchmark)
    public static class Loaded {
        private static final int CHANGED = 64;

        /** The folder of texts. */
        @Param(DataFolder.DEFAULT)
        public String data = "";

        /** Reference documents where they have to be generated. */
        @Param("" + Material.REFERENCES)
        public int references;

        final EngineIndex index = new EngineIndex();
        private final AtomicInteger next = new AtomicInteger();
        private List<Question> questions = List.of();
        private List<String> changes = List.of();
        private int changed;

        /** Made by JMH. */
        public Loaded() {}

        /** Loads everything once. */
        @Setup(Level.Trial)
        public void load() {
            Material material = material();
            questions = material.questions();
            material.references(row -> index.add(row.id(), row.text()));
            index.ready();
            GeneratedTexts texts = new GeneratedTexts(Material.SEED);
            changes = Stream.generate(() -> texts.next(Material.CHARACTERS))
                    .limit(CHANGED)
                    .toList();
        }

        Material material() {
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            return Material.find(DataFolder.of(Path.of(data)), out, references, Material.SEED);
        }

        Question question() {
            return questions.get(Math.floorMod(next.getAndIncrement(), questions.size()));
        }

        Document submission() {
            Question question = question();
            return EngineIndex.submission(question.id(), question.text());
        }

        /** Changes come from one thread at a time. */
        synchronized View apply() {
            index.apply(List.of(change()));
            return index.index().view();
        }

        /** One of a few documents, put again with another text. */
        private Change change() {
            int number = changed++;
            String id = "changed" + Math.floorMod(number, CHANGED);
            return new Change.Put(
                    EngineIndex.reference(id, changes.get(Math.floorMod(number + number / CHANGED, CHANGED))));
        }
    }

    /** A submission on its way; another one for every call. */
    private abstract static class Underway {
        private @Nullable View view;
        private @Nullable Document submission;
        private @Nullable Query query;
        private List<PageFindings> findings = List.of();

        void prepare(Loaded loaded) {
            view = loaded.index.index().view();
            submission = loaded.submission();
            query = loaded.index.query(requireNonNull(view), requireNonNull(submission));
        }

        List<PageFindings> scan() {
            findings = requireNonNull(view).scan(requireNonNull(query));
            return findings;
        }

        Comparison conclude() {
            View known = requireNonNull(view);
            return known.compose(requireNonNull(submission), known.sections(requireNonNull(query), findings));
        }
    }

    /** A submission made ready. */
    @State(Scope.Thread)
    public static class Prepared extends Underway {
        /** Made by JMH. */
        public Prepared() {}

        /** Takes the next submission. */
        @Setup(Level.Invocation)
        public void next(Loaded loaded) {
            prepare(loaded);
        }
    }

    /** A submission made ready, and what the pages found of it. */
    @State(Scope.Thread)
    public static class Scanned extends Underway {
        /** Made by JMH. */
        public Scanned() {}

        /** Takes the next submission. */
        @Setup(Level.Invocation)
        public void next(Loaded loaded) {
            prepare(loaded);
            scan();
        }
    }

    /** The peer's index. */
    @State(Scope.Benchmark)
    public static class Peer {
        private final LucenePeer lucene = new LucenePeer();

        /** Made by JMH. */
        public Peer() {}

        /** Indexes the reference set. */
        @Setup(Level.Trial)
        public void load(Loaded loaded) {
            loaded.material().references(row -> lucene.add(row.id(), row.text()));
            lucene.ready();
        }

        /** Lets go of it. */
        @TearDown(Level.Trial)
        public void close() {
            lucene.close();
        }
    }

    /** Made by JMH. */
    public EngineBenchmark() {}

    /** From the text to scored passages. */
    @Benchmark
    public Comparison check(Loaded loaded) {
        return loaded.index.compare(loaded.index.index().view(), loaded.submission());
    }

    /** Normalising a submission, tables of its grams, what each token is worth. */
    @Benchmark
    public Query prepare(Loaded loaded) {
        return loaded.index.query(loaded.index.index().view(), loaded.submission());
    }

    /** Looking its grams up on all pages. */
    @Benchmark
    public List<PageFindings> scan(Prepared prepared) {
        return prepared.scan();
    }

    /** Candidates, alignment and score. */
    @Benchmark
    public Comparison conclude(Scanned scanned) {
        return scanned.conclude();
    }

    /** Putting one document again: until the next check sees it. */
    @Benchmark
    public View change(Loaded loaded) {
        return loaded.apply();
    }

    /** The peer's ten best documents, nothing aligned. */
    @Benchmark
    public List<String> lucene(Loaded loaded, Peer peer) {
        return peer.lucene.top(loaded.question().text(), SideBySide.MAX);
    }
}
