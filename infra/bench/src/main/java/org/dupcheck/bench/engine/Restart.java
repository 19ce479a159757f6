package org.dupcheck.bench.engine;

import java.nio.file.Path;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;

/**
 * An index saved and opened again.
 *
 * @param saveSeconds writing what was not written yet
 * @param openSeconds until the first check can begin; the files are in the system's cache
 */
record Restart(double saveSeconds, double openSeconds, int documents) {
    /**
     * An index in files. The one in memory can go before it is opened again: a heap need not hold both.
     *
     * @param documents in it
     */
    record Saved(Path folder, double seconds, int documents) {
        Restart open() {
            long start = System.nanoTime();
            ReferenceIndex again = ReferenceIndex.open(folder, EngineSettings.defaults());
            int found = again.view().documentCount();
            long opened = System.nanoTime();
            if (found != documents) {
                throw new BenchException("saved " + documents + " documents, opened " + found + ": " + again.origin());
            }
            return new Restart(seconds, (opened - start) / 1e9, documents);
        }
    }

    /** @param index one that was opened with that folder */
    static Saved save(ReferenceIndex index, Path folder) {
        long start = System.nanoTime();
        index.save();
        return new Saved(folder, (System.nanoTime() - start) / 1e9, index.view().documentCount());
    }
}
