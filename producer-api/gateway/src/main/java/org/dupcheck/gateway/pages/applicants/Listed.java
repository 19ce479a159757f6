package org.dupcheck.gateway.pages.applicants;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param query of the address that asks for this page again; empty for the first
 * @param first where the list begins; null on its first page
 * @param next where it goes on; null on its last page
 */
public record Listed<T>(
        List<T> shown,
        String query,
        @Nullable String first,
        @Nullable String next) {
    public Listed {
        shown = List.copyOf(shown);
    }
}
