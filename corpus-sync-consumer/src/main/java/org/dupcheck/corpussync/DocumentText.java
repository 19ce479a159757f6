package org.dupcheck.corpussync;

import org.jspecify.annotations.Nullable;

/**
 * What a reference document says, as far as it is known here: always its hash, and the content itself where it came in
 * with an event of the batch at hand. The content of a stored row is not read back; its hash is enough to merge.
 *
 * @param hash of title, owner and sections
 */
record DocumentText(String hash, @Nullable Content content) {
    static DocumentText of(Content content) {
        return new DocumentText(content.hash(), content);
    }

    static DocumentText stored(String hash) {
        return new DocumentText(hash, null);
    }
}
