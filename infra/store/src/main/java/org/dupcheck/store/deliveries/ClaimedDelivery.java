package org.dupcheck.store.deliveries;

/**
 * A message that only the caller may send. Personal data: not to be logged.
 *
 * @param attempts this one included
 * @param stillTrue false where it was voided instead
 */
public record ClaimedDelivery(String deliveryId, String recipient, String body, int attempts, boolean stillTrue) {
    /** Without personal data. */
    @Override
    public String toString() {
        return "ClaimedDelivery[" + deliveryId + ", attempt " + attempts + "]";
    }
}
