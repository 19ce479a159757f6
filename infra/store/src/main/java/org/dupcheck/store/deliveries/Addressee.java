package org.dupcheck.store.deliveries;

import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Way;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/**
 * The person that a message goes to, and what that one wants at this moment. Personal data: not to be logged.
 *
 * @param way how the channel is to be used for what the message tells
 * @param unlessRead whether it was to go only if it was not read on the site, when that was last looked at
 * @param readOnSite whether it was read there
 * @param applicant as the submission says that it is about; null where that is kept no longer
 * @param contact what the person has said besides
 */
public record Addressee(
        Way way,
        boolean unlessRead,
        boolean readOnSite,
        @Nullable Submitted applicant,
        Contact contact) {
    /** Whether it is not to go, since it was read. */
    public boolean hasRead() {
        return way == Way.IF_UNREAD && readOnSite;
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "Addressee[" + way + "]";
    }
}
