package org.dupcheck.contract;

/** The key of a message; {@code toString()} gives it as it stands on Kafka, {@code type:id}. */
public sealed interface MessageKey permits BusinessKey, DocumentKey {}
