package org.dupcheck.notifier.events;

import org.dupcheck.store.messages.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * Something that an applicant is told without figures.
 *
 * @param note what somebody wrote; null where nobody did
 * @param earlier whether the business module had an earlier version of the submission
 * @param again tells apart what is told more than once of one content and kind; empty where it is told once
 */
record Notice(MessageKind kind, @Nullable String note, boolean earlier, String again) {
    static Notice of(MessageKind kind) {
        return new Notice(kind, null, false, "");
    }

    Notice withNote(@Nullable String written) {
        return new Notice(kind, written, earlier, again);
    }

    Notice afterEarlier(boolean had) {
        return new Notice(kind, note, had, again);
    }

    Notice again(String what) {
        return new Notice(kind, note, earlier, what);
    }
}
