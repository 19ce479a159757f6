package org.dupcheck.engine.query;

import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.index.Page;

/** Which reference documents a submission is compared with, and which of them count. Immutable. */
final class Compared {
    private final Document submission;
    private final CheckOptions options;
    private final long documentHash;

    Compared(Document submission, CheckOptions options) {
        this.submission = submission;
        this.options = options;
        documentHash = Hashes.of(submission.id().type(), submission.id().id());
    }

    /** Whether a reference document is the submission's own entry, one that the caller named, or of a type that it named. */
    boolean isExcluded(Page page, int document) {
        boolean own =
                page.documentHash(document) == documentHash && page.id(document).equals(submission.id());
        return own
                || (!options.excluded().isEmpty() && options.excluded().contains(page.id(document)))
                || (!options.excludedTypes().isEmpty()
                        && options.excludedTypes().contains(page.id(document).type()));
    }

    /** Whether a reference document is one of the owner's, and these are left out. */
    boolean isOwners(Page page, int document) {
        return options.excludeOwnersDocuments()
                && submission.ownerId() != null
                && submission.ownerId().equals(page.owner(document));
    }
}
