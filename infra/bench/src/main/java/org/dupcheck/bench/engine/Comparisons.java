package org.dupcheck.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.bench.measure.TemporaryFolder;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.jspecify.annotations.Nullable;

/** What is measured on one reference set: beside the peer, by four threads, under changes, and across a restart. */
final class Comparisons {
    private static final int BATCH = 1_000;

    private final Material material;
    private final EngineReport report;
    private final Duration time;
    private final long seed;
    private final Consumer<String> progress;
    private final boolean distracted;

    /** @param distracted whether the peer gets the distractors too, which takes it minutes */
    Comparisons(
            Material material,
            EngineReport report,
            Duration time,
            long seed,
            boolean distracted,
            Consumer<String> progress) {
        this.material = material;
        this.report = report;
        this.time = time;
        this.seed = seed;
        this.progress = progress;
        this.distracted = distracted;
    }

    void run() {
        try (TemporaryFolder folder = new TemporaryFolder();
                LucenePeer lucene = new LucenePeer()) {
            ReferenceIndex opened = ReferenceIndex.open(folder.path(), EngineSettings.defaults());
            EngineIndex index = new EngineIndex(opened);
            progress.accept("loading the reference set into the engine and into Lucene");
            load(material::references, index, lucene);
            int documents = opened.view().documentCount();
            progress.accept("checking beside Lucene");
            report.sideBySide(
                    "", documents, SideBySide.measure(index, lucene, material.questions(), time), material.isReal());
            report.steps(CheckTimings.measure(index, material.questions(), time));
            progress.accept("checking with four threads");
            report.parallel(ParallelChecks.measure(index, material.questions(), time.dividedBy(8)));
            if (material.hasDistractors()) {
                distract(index, distracted ? lucene : null);
            }
            report.bulk(index.ready(), opened.view().documentCount());
            progress.accept("saving and opening again");
            report.restart(Restart.save(opened, folder.path()).open(), folder.size());
            progress.accept("changing documents under readers");
            report.changes(opened.view().documentCount(), ChangeTimes.measure(index, seed, time.dividedBy(3)));
        }
    }

    private void distract(EngineIndex index, @Nullable LucenePeer lucene) {
        progress.accept("loading the distractors");
        load(material::distractors, index, lucene);
        progress.accept("checking with distractors" + (lucene == null ? "" : ", beside Lucene"));
        SideBySide both = SideBySide.measure(index, lucene, material.questions(), time);
        report.sideBySide("distracted", index.index().view().documentCount(), both, true);
    }

    /** The engine by this thread, the peer by all cores. */
    private static void load(Consumer<Consumer<TextRow>> rows, EngineIndex index, @Nullable LucenePeer lucene) {
        List<TextRow> batch = new ArrayList<>();
        rows.accept(row -> {
            index.add(row.id(), row.text());
            batch.add(row);
            if (batch.size() == BATCH) {
                addAll(batch, lucene);
            }
        });
        addAll(batch, lucene);
        index.ready();
        if (lucene != null) {
            lucene.ready();
        }
    }

    private static void addAll(List<TextRow> batch, @Nullable LucenePeer lucene) {
        if (lucene != null) {
            Parallel.map(batch, row -> {
                lucene.add(row.id(), row.text());
                return true;
            });
        }
        batch.clear();
    }
}
