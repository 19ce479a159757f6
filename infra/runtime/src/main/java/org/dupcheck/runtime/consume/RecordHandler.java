package org.dupcheck.runtime.consume;

import org.dupcheck.runtime.failure.RetryLaterException;

/**
 * What is done with a record. Called by several workers at once, never twice at once for one key.
 *
 * <p>Returning means done: the offset may be committed. Every other end is an exception: {@link RejectedRecordException}
 * puts the record into the dead letters at once, {@link SupersededException} counts it as superseded,
 * {@link RetryLaterException} tries again for as long as it takes (a database or broker that is away), any other is tried
 * again with back-off up to the policy's limit and then put into the dead letters.
 */
@FunctionalInterface
public interface RecordHandler {
    void handle(Delivery delivery) throws Exception;
}
