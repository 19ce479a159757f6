package org.dupcheck.notifier.sms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider of SMS, as an operator has written it down. */
public sealed interface GatewayDefinition permits HttpGatewayDefinition, PluginGatewayDefinition {
    /** Lower-case letters, digits and dashes, up to 32; no other provider has it. */
    String name();

    /** How its receipts are read; null where it sends none. */
    @Nullable
    Receipt receipt();

    /**
     * What a provider tells afterwards.
     *
     * @param secret the name, in the setting of secrets, of the key that signs; the key is {@code whsec_} and Base64
     * @param id a JSON pointer to the delivery's id
     * @param state a JSON pointer to what became of it
     * @param delivered texts of the state that mean that it has reached the telephone
     * @param failed texts that mean that it has not, and will not
     */
    record Receipt(String secret, String id, String state, List<String> delivered, List<String> failed) {
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
