package org.dupcheck.store.references;

import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a reference document that a check can see.
 *
 * @param origin the submission it came from
 * @param sectionsJson the sections as the column {@code sections} holds them
 * @param hash of all the others: two contents are the same if and only if their hashes are
 */
public record Content(
        @Nullable String title,
        @Nullable String ownerId,
        @Nullable BusinessKey origin,
        String sectionsJson,
        String hash) {}
