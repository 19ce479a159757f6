package org.dupcheck.store.drafts;

import org.jspecify.annotations.Nullable;

/**
 * One box of a draft.
 *
 * @param number of the box in the form
 * @param name of the section; may be empty
 * @param text may be empty
 * @param sectionKey under which the text is checked; null where it is empty
 */
public record DraftBox(
        int number, String name, String text, @Nullable String sectionKey) {}
