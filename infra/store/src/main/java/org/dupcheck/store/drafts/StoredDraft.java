package org.dupcheck.store.drafts;

import java.util.List;

/**
 * A form as it was left.
 *
 * @param basedOn revision of the submission that the form began with; -1 for none
 * @param title may be empty
 * @param boxes in the order of their numbers
 */
public record StoredDraft(long basedOn, String title, List<DraftBox> boxes) {
    public StoredDraft {
        boxes = List.copyOf(boxes);
    }
}
