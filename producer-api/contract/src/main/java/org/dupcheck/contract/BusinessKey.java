package org.dupcheck.contract;

/**
 * Names one business document: the key of submissions, checks and verdicts. On Kafka it is written {@code type:id}.
 *
 * @param businessType 1 to 32 characters, no colon
 * @param businessId 1 to 32 characters
 */
public record BusinessKey(String businessType, String businessId) {
    /** The Kafka key, {@code businessType:businessId}. */
    @Override
    public String toString() {
        return businessType + ':' + businessId;
    }
}
