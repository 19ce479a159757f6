package org.dupcheck.store.references;

import org.jspecify.annotations.Nullable;

/**
 * What a reference document says, as far as it is known here: always its hash, and the content itself where it came in
 * with an event of the batch at hand. The content of a stored row is not read back; its hash is enough to merge.
 *
 * @param hash of title, owner, origin and sections
 */
public record DocumentText(String hash, @Nullable Content content) {
    public static DocumentText of(Content content) {
        return new DocumentText(content.hash(), content);
    }

    public static DocumentText stored(String hash) {
        return new DocumentText(hash, null);
    }
}
