package org.dupcheck.contract;

/**
 * Names one reference document. On Kafka it is written {@code type:id}.
 *
 * @param documentType 1 to 32 characters, no colon
 * @param documentId 1 to 256 characters
 */
public record DocumentKey(String documentType, String documentId) implements MessageKey {
    /** The Kafka key, {@code documentType:documentId}. */
    @Override
    public String toString() {
        return documentType + ':' + documentId;
    }
}
