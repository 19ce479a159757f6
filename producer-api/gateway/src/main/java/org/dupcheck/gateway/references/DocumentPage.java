package org.dupcheck.gateway.references;

import java.util.List;
import org.dupcheck.store.references.ReferenceViews;
import org.jspecify.annotations.Nullable;

/**
 * Documents in force, by type and id.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
public record DocumentPage(
        List<ReferenceViews.Listed> documents, @Nullable String next) {}
