package org.dupcheck.notifier.sms;

import org.jspecify.annotations.Nullable;

/**
 * A provider of SMS with an HTTP interface.
 *
 * @param send how a message is sent
 * @param query how the provider is asked what became of one; null where it cannot be
 */
public record HttpGatewayDefinition(
        String name,
        CallDefinition send,
        @Nullable CallDefinition query,
        @Nullable Receipt receipt) implements GatewayDefinition {
    /** @throws IllegalArgumentException whose message begins with the field's name */
    public HttpGatewayDefinition {
        name = Names.require("name", name);
        if (send == null) {
            throw new IllegalArgumentException("send: expected");
        }
    }
}
