package org.dupcheck.engine;

import java.util.Set;

/**
 * What to leave out of one check.
 *
 * @param excluded reference documents not to compare with, besides the one of the submission's own id
 * @param excludeOwnersDocuments whether documents of the submission's owner are left out
 */
public record CheckOptions(Set<Document.Id> excluded, boolean excludeOwnersDocuments) {
    public static final CheckOptions DEFAULT = new CheckOptions(Set.of(), false);
}
