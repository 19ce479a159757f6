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
    /** @param index one that was opened with that folder */
    static Restart measure(ReferenceIndex index, Path folder) {
        long start = System.nanoTime();
        index.save();
        long saved = System.nanoTime();
        ReferenceIndex again = ReferenceIndex.open(folder, EngineSettings.defaults());
        int documents = again.view().documentCount();
        long opened = System.nanoTime();
        if (documents != index.view().documentCount()) {
            throw new BenchException("saved " + index.view().documentCount() + " documents, opened " + documents + ": "
                    + again.origin());
        }
        return new Restart((saved - start) / 1e9, (opened - saved) / 1e9, documents);
    }
}
