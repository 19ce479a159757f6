package org.dupcheck.gateway.pages.operations;

import java.util.List;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be done once more, and the question whether it is to be.
 *
 * @param title what it is about
 * @param list path of the list that it is in
 * @param listTitle key of the list's name
 * @param facts what is known of it
 * @param before who had it done before, the oldest first
 * @param ask key of the question
 * @param yes key of the answer that does it
 * @param refusal key of why it cannot be done; null where it can
 */
public record Once(
        String title,
        String list,
        String listTitle,
        List<Fact> facts,
        List<AuditedEntry> before,
        String ask,
        String yes,
        @Nullable String refusal) {
    public Once {
        facts = List.copyOf(facts);
        before = List.copyOf(before);
    }

    /**
     * One of the things that are known.
     *
     * @param name key of its name
     */
    public record Fact(String name, String value) {}
}
