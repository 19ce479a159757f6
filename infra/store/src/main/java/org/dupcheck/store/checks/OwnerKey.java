package org.dupcheck.store.checks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * Names the person whose documents a verdict tells apart: findings of the same text are others where somebody else submits
 * it. A hash that is another one for each document, so that the table of verdicts, which outlives personal data, neither holds
 * a user's id nor tells which documents are the same person's. Stateless.
 */
final class OwnerKey {
    private static final String NOBODY = "";

    private OwnerKey() {}

    /** Up to 32 characters; empty for null. */
    static String of(BusinessKey document, @Nullable String userId) {
        if (userId == null) {
            return NOBODY;
        }
        String name = document + "\n" + userId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
