package org.dupcheck.app.command;

import java.util.List;
import org.dupcheck.app.command.LoadOutcomes.Kind;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.documents.references.ReferenceFiles;

/** Publishes documents as they are read. Used by one thread. */
final class CorpusLoad implements ReferenceFiles.Sink {
    private final DocumentPublisher publisher;
    private final LoadOutcomes outcomes;
    private final LoadProgress progress;
    private long read;

    CorpusLoad(DocumentPublisher publisher, LoadOutcomes outcomes, LoadProgress progress) {
        this.publisher = publisher;
        this.outcomes = outcomes;
        this.progress = progress;
    }

    @Override
    public void accept(ReferenceEvent document, String where) {
        progress.documents(++read);
        publisher.publish(document, where);
    }

    @Override
    public void unread(String where, List<String> what) {
        outcomes.unread(where, String.join("; ", what));
    }

    @Override
    public void passOver(String where) {
        outcomes.add(
                Kind.PASSED_OVER,
                where,
                "",
                "passed over, for it is none of .txt, .md, .docx, .pdf, .jsonl and .jsonl.gz",
                "its kind cannot be read");
    }

    @Override
    public void reject(String where, String reason) {
        outcomes.refuse(where, reason);
    }
}
