package org.dupcheck.contract;

/**
 * Names one business document: the key of submissions, checks and verdicts. On Kafka it is written {@code type:id}.
 *
 * @param businessType 1 to 32 characters, no colon
 * @param businessId 1 to 32 characters
 */
public record BusinessKey(String businessType, String businessId) implements MessageKey {
    /**
     * Reads a Kafka key; the type ends at the first colon.
     *
     * @throws InvalidMessageException with the path {@code key} where it is not the key of a business document
     */
    public static BusinessKey parse(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new InvalidMessageException(
                    ErrorCode.INVALID_FIELD, "key", "a key reads businessType:businessId, and there is no colon");
        }
        BusinessKey parsed = new BusinessKey(key.substring(0, colon), key.substring(colon + 1));
        Fields.id(parsed.businessType, "key", Limits.MAX_TYPE_LENGTH);
        Fields.id(parsed.businessId, "key", Limits.MAX_BUSINESS_ID_LENGTH);
        return parsed;
    }

    /** The Kafka key, {@code businessType:businessId}. */
    @Override
    public String toString() {
        return businessType + ':' + businessId;
    }
}
