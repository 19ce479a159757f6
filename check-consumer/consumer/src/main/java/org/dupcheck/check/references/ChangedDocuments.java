package org.dupcheck.check.references;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Document;
import org.dupcheck.store.Tables;
import org.dupcheck.store.references.ReferenceFeed;
import org.dupcheck.store.references.ReferenceFeed.ChangedDocument;

/**
 * Reference documents that changed between two corpus versions and not again since.
 *
 * @param reached the corpus version up to which these are all: less than asked for where there are too many
 * @param keys of all of them
 * @param inForce those that are in force, with their texts
 */
public record ChangedDocuments(long reached, Set<DocumentKey> keys, List<Document> inForce) {
    /**
     * Those of one transaction.
     *
     * @param most documents, at least 1
     */
    public static ChangedDocuments between(Tables tables, JsonCodec codec, long from, long to, int most) {
        ReferenceFeed.Changed changes = tables.referenceFeed().changedBetween(from, to, most);
        Set<DocumentKey> keys = new HashSet<>();
        List<Document> inForce = new ArrayList<>();
        for (ChangedDocument change : changes.documents()) {
            keys.add(change.key());
            String sections = change.sections();
            if (change.inForce() && sections != null) {
                inForce.add(new Document(
                        ReferenceChanges.id(change.key()), change.ownerId(), EngineTexts.sections(codec, sections)));
            }
        }
        return new ChangedDocuments(changes.reached(), keys, inForce);
    }
}
