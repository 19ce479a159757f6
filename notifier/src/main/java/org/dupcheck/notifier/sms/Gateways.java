package org.dupcheck.notifier.sms;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.notifier.outgoing.OutgoingHttp;
import org.dupcheck.notifier.sms.plugins.Plugins;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.runtime.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/** The gateways of the operators' file, with what they stand on. Thread-safe. */
final class Gateways implements AutoCloseable {
    private final SmsSettings.Providers settings;
    private final Clock clock;
    private final OutgoingHttp http;
    private final @Nullable Plugins plugins;
    private final Map<String, SmsGateway> byName = new LinkedHashMap<>();

    private Gateways(SmsSettings.Providers settings, int workers, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = openPlugins(settings);
        this.http = new OutgoingHttp(settings.client(workers), clock);
    }

    /**
     * Opens them; nobody is called.
     *
     * @param workers that call at once, at most
     * @throws SettingsException where an entry is at fault, or a plug-in that one needs
     */
    static Gateways open(SmsSettings.Providers settings, int workers, Clock clock) {
        Gateways gateways = new Gateways(settings, workers, clock);
        for (GatewayDefinition definition : settings.gateways()) {
            try {
                gateways.byName.put(definition.name(), gateways.gateway(definition));
            } catch (IllegalArgumentException e) {
                gateways.close();
                throw new SettingsException(
                        List.of("dupcheck.sms.gateways: gateway " + definition.name() + ": " + e.getMessage()));
            }
        }
        return gateways;
    }

    /** Only where an entry needs one: a node that needs none opens none. */
    private static @Nullable Plugins openPlugins(SmsSettings.Providers settings) {
        Path folder = settings.plugins();
        if (folder == null || settings.gateways().stream().noneMatch(PluginGatewayDefinition.class::isInstance)) {
            return null;
        }
        try {
            return Plugins.open(folder);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("dupcheck.sms.plugins: " + e.getMessage()));
        }
    }

    private SmsGateway gateway(GatewayDefinition definition) {
        if (definition instanceof HttpGatewayDefinition called) {
            return new HttpSmsGateway(called, settings.secrets(), http);
        }
        PluginGatewayDefinition plugged = (PluginGatewayDefinition) definition;
        if (plugins == null) {
            throw new IllegalArgumentException(
                    "kind: " + plugged.kind() + " needs a plug-in, and dupcheck.sms.plugins names no folder");
        }
        GatewayEntry entry = new GatewayEntry(
                plugged.fields(),
                new GatewayEntry.Environment(settings.secrets(), settings.rules(), settings.timeout(), clock));
        SmsGateway gateway = plugins.gateway(plugged.kind(), entry);
        entry.finish();
        return gateway;
    }

    /** By their names, in the order of the file. */
    Map<String, SmsGateway> byName() {
        return Collections.unmodifiableMap(byName);
    }

    @Override
    public void close() {
        http.close();
        if (plugins != null) {
            plugins.close();
        }
    }
}
