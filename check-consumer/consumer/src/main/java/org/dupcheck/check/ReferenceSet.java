package org.dupcheck.check;

import org.dupcheck.engine.ReferenceIndex;

/** The reference set at one corpus version: the engine's pages, and the documents' titles and revisions. Immutable. */
record ReferenceSet(ReferenceIndex.View view, SourceDirectory.At sources) {
    long version() {
        return view.corpusVersion();
    }
}
