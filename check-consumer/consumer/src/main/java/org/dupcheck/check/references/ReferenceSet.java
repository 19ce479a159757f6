package org.dupcheck.check.references;

import org.dupcheck.engine.ReferenceIndex;

/** The reference set at one corpus version: the engine's pages, and the documents' titles and revisions. Immutable. */
public record ReferenceSet(ReferenceIndex.View view, SourceDirectory.At sources) {
    /** The corpus version that the pages are at. */
    public long version() {
        return view.corpusVersion();
    }
}
