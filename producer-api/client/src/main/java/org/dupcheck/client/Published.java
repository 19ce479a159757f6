package org.dupcheck.client;

/**
 * What came of a call: the brokers have the record, on every replica in sync.
 *
 * @param topic where it went
 * @param key the record's key, {@code type:id}
 * @param revision the message's revision, also where the client chose it; 0 for a confirmation and for a withdrawal of
 *     what came before, which have none
 */
public record Published(String topic, String key, int partition, long offset, long revision) {}
