package org.dupcheck.client;

import org.jspecify.annotations.Nullable;

/**
 * A record that a listener gave up: it could not be read, or was not taken in all its tries. The listener goes on behind it.
 * What it asked for has not been done.
 *
 * @param key the record's key, {@code businessType:businessId}; null where it had none
 * @param value the record as it was published, so that nothing is lost; null where it had no value. Must not be changed
 * @param tries how often it was handed in; 0 where it could not be read
 * @param failure of the last try
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for keeping; nobody compares them
public record SetAside(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        int tries,
        Exception failure) {

    /** Where it stands and why it was set aside; nothing of its content. */
    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset + " after " + tries + " tries: " + failure;
    }
}
