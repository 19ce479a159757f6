package org.dupcheck.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as the engine sees it, submission or reference.
 *
 * @param id names it among all documents; a document is never compared with the reference document of the same id
 * @param ownerId whose it is, or null
 */
public record Document(Id id, @Nullable String ownerId, List<Section> sections) {
    /** Names a document. */
    public record Id(String type, String id) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : id.compareTo(other.id);
        }
    }

    /** A named part; passages never cross from one to the next. */
    public record Section(String key, String text) {}
}
