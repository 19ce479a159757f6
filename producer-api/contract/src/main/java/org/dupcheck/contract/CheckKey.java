package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * Names what is checked: a whole business document, or one of its sections, which only a pre-check can be of. On Kafka it
 * is written {@code type:id} or {@code type:id#sectionKey}. An id may hold a {@code #} itself, so a written key alone does
 * not tell which of the two it is; together with its record's value it does.
 *
 * @param section the section's key; null for the whole document
 */
public record CheckKey(BusinessKey document, @Nullable String section) {
    /** Of a whole document. */
    public static CheckKey document(BusinessKey document) {
        return new CheckKey(document, null);
    }

    /**
     * What a record on the topic of pre-checks is about.
     *
     * @param preCheck a valid submission
     * @throws InvalidMessageException with KEY_MISMATCH where the key is neither that of the document nor that of the one
     *     section which the pre-check consists of
     */
    public static CheckKey ofPreCheck(@Nullable String recordKey, Submission preCheck) {
        CheckKey document = document(preCheck.key());
        if (document.toString().equals(recordKey)) {
            return document;
        }
        if (preCheck.sections().size() == 1) {
            CheckKey section =
                    new CheckKey(preCheck.key(), preCheck.sections().get(0).key());
            if (section.toString().equals(recordKey)) {
                return section;
            }
        }
        throw new InvalidMessageException(
                ErrorCode.KEY_MISMATCH,
                "key",
                "the record's key is neither that of its document nor that of its only section");
    }

    /** The Kafka key. */
    @Override
    public String toString() {
        return section == null ? document.toString() : document + "#" + section;
    }
}
