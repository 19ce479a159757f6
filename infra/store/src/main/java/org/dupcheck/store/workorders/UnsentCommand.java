package org.dupcheck.store.workorders;

import java.time.Instant;
import org.dupcheck.contract.BusinessKey;

/**
 * A command as it was decided, not known to be sent.
 *
 * @param body the JSON that is to be published, byte for byte
 */
public record UnsentCommand(String commandId, BusinessKey key, String body, Instant createdAt) {}
