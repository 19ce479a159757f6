package org.dupcheck.store.references;

import org.jspecify.annotations.Nullable;

/**
 * Everything about a reference document that a check can see.
 *
 * @param sectionsJson the sections as the column {@code sections} holds them
 * @param hash of all the others: two contents are the same if and only if their hashes are
 */
public record Content(@Nullable String title, @Nullable String ownerId, String sectionsJson, String hash) {}
