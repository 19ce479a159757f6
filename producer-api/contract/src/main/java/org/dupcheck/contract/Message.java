package org.dupcheck.contract;

/** What travels over a topic as a record's value. */
public sealed interface Message
        permits Submission, ReferenceEvent, VerdictEvent, ConfirmationEvent, WorkOrderCommand, WorkOrderEvent {
    /** Whose the message is; the record's key on Kafka is its {@code toString()}. */
    MessageKey key();
}
