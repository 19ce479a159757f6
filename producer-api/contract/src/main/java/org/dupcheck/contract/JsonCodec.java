package org.dupcheck.contract;

/**
 * Reads and writes the messages as JSON (UTF-8), within the limits of {@code Limits}. Reading validates: whatever
 * comes back is a message that holds to the contract. Unknown fields are ignored, so a message of the next version is
 * readable. Thread-safe.
 */
public final class JsonCodec {
    public JsonCodec() {}

    public byte[] write(Object message) {
        throw new UnsupportedOperationException("contract: to be written");
    }

    /** @throws InvalidMessageException where the bytes break the contract */
    public <T> T read(byte[] json, Class<T> type) {
        throw new UnsupportedOperationException("contract: to be written");
    }

    /**
     * Reads a record's value and holds it against the record's key.
     *
     * @throws InvalidMessageException also with KEY_MISMATCH where the key is not the message's own
     */
    public <T> T read(String key, byte[] json, Class<T> type) {
        throw new UnsupportedOperationException("contract: to be written");
    }

    /** The {@code revision} of a submission, without reading the rest; cheap. @throws InvalidMessageException where there is none */
    public long peekRevision(byte[] json) {
        throw new UnsupportedOperationException("contract: to be written");
    }
}
