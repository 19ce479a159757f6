package org.dupcheck.notifier.sms;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider of SMS with an HTTP interface, as an operator has written it down.
 *
 * @param name lower-case letters, digits and dashes, up to 32
 * @param send how a message is sent
 * @param query how the provider is asked what became of one; null where it cannot be
 * @param receipt how its receipts are read; null where it sends none
 */
public record GatewayDefinition(
        String name,
        CallDefinition send,
        @Nullable CallDefinition query,
        @Nullable Receipt receipt) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException whose message begins with the field's name */
    public GatewayDefinition {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: up to 32 lower-case letters, digits and dashes expected");
        }
        if (send == null) {
            throw new IllegalArgumentException("send: expected");
        }
    }

    /**
     * What a provider tells afterwards.
     *
     * @param secret the name, in the setting of secrets, of the key that signs; the key is {@code whsec_} and Base64
     * @param id a JSON pointer to the delivery's id
     * @param state a JSON pointer to what became of it
     * @param delivered texts of the state that mean that it has reached the telephone
     * @param failed texts that mean that it has not, and will not
     */
    public record Receipt(String secret, String id, String state, List<String> delivered, List<String> failed) {
        /** @throws IllegalArgumentException whose message begins with the field's name */
        public Receipt {
            if (secret == null || secret.isBlank()) {
                throw new IllegalArgumentException("secret: expected");
            }
            if (id == null || state == null) {
                throw new IllegalArgumentException((id == null ? "id" : "state") + ": expected");
            }
            Object unused = List.of(Pointers.parse("id", id), Pointers.parse("state", state));
            delivered = delivered == null ? List.of() : List.copyOf(delivered);
            failed = failed == null ? List.of() : List.copyOf(failed);
            if (delivered.isEmpty() && failed.isEmpty()) {
                throw new IllegalArgumentException("delivered: at least one text here or in failed expected");
            }
        }
    }
}
