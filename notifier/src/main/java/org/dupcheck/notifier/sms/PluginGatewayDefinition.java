package org.dupcheck.notifier.sms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider of SMS that a plug-in calls.
 *
 * @param kind of the plug-in
 * @param fields all else that is written down, as JSON has it, for the plug-in to read
 */
public record PluginGatewayDefinition(
        String name, String kind, @Nullable Receipt receipt, Map<String, Object> fields) implements GatewayDefinition {
    /** @throws IllegalArgumentException whose message begins with the field's name */
    public PluginGatewayDefinition {
        name = Names.require("name", name);
        kind = Names.require("kind", kind);
    }
}
