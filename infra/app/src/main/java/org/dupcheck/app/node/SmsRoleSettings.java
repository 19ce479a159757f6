package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.bool;
import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.secret;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.gateway.receipts.ReceiptSource;
import org.dupcheck.notifier.sms.GatewayDefinition;
import org.dupcheck.notifier.sms.GatewayFile;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsReader;
import org.jspecify.annotations.Nullable;

/** The settings of SMS: which providers there are, whose receipts the gateway takes, and how the notifier sends. */
final class SmsRoleSettings {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX_WORKERS = 64;

    private SmsRoleSettings() {}

    /** What notifiers and gateways know of the providers. */
    record Providers(
            List<GatewayDefinition> gateways,
            @Nullable Path plugins,
            Map<String, String> secrets,
            OutgoingRules rules) {}

    static Providers providers(SettingsReader in) {
        String file = in.read(
                "dupcheck.sms.gateways",
                "",
                text(),
                "a JSON file with the providers of SMS in their order, the same on gateways and notifiers; empty: SMS are"
                        + " recorded and not sent");
        String secrets = in.read(
                "dupcheck.sms.secrets",
                "",
                secret(),
                "what the file names as {secret:NAME}: NAME=VALUE, with white space between several");
        String plugins = in.read(
                "dupcheck.sms.plugins",
                "",
                text(),
                "a folder of plug-ins for providers of SMS, each in a folder of its own; only notifiers open them");
        OutgoingRules rules = new OutgoingRules(
                in.read(
                        "dupcheck.sms.allow-http",
                        false,
                        bool(),
                        "whether providers of SMS may be called without TLS; the same on gateways and notifiers"),
                in.read(
                        "dupcheck.sms.allow-private-addresses",
                        false,
                        bool(),
                        "whether providers of SMS may be on loopback and in private networks"));
        if (file.isBlank()) {
            return new Providers(List.of(), null, Map.of(), rules);
        }
        try {
            Map<String, String> known = GatewayFile.secrets(secrets);
            Path folder = plugins.isBlank() ? null : Path.of(plugins);
            return new Providers(GatewayFile.read(Path.of(file), known, rules), folder, known, rules);
        } catch (IllegalArgumentException e) {
            throw in.conflict("dupcheck.sms.gateways: " + e.getMessage());
        }
    }

    /** The providers whose receipts the gateway takes. */
    static Map<String, ReceiptSource> receipts(SettingsReader in, Providers providers) {
        Map<String, ReceiptSource> sources = new HashMap<>();
        for (GatewayDefinition gateway : providers.gateways()) {
            GatewayDefinition.Receipt receipt = gateway.receipt();
            if (receipt != null) {
                try {
                    sources.put(gateway.name(), source(receipt, providers.secrets()));
                } catch (IllegalArgumentException e) {
                    throw in.conflict(
                            "dupcheck.sms.gateways: gateway " + gateway.name() + ": receipt." + e.getMessage());
                }
            }
        }
        return sources;
    }

    private static ReceiptSource source(GatewayDefinition.Receipt receipt, Map<String, String> secrets) {
        return new ReceiptSource(
                secrets.getOrDefault(receipt.secret(), ""),
                receipt.id(),
                receipt.state(),
                receipt.delivered(),
                receipt.failed());
    }

    static SmsSettings read(SettingsReader in, Providers providers) {
        SmsSettings defaults = SmsSettings.defaults();
        return new SmsSettings(
                in.read(
                        "dupcheck.notifier.sms.workers",
                        defaults.workers(),
                        integer(1, MAX_WORKERS, "threads"),
                        "that send SMS"),
                in.read(
                        "dupcheck.notifier.sms.poll-interval",
                        defaults.pollInterval(),
                        duration(MILLI, HOUR),
                        "how often SMS of other nodes and retries are looked for"),
                defaults.tries(),
                in.read(
                        "dupcheck.notifier.sms.sending-timeout",
                        defaults.sendingTimeout(),
                        duration(SECOND, DAY),
                        "after which an SMS being sent counts as one of unknown outcome; more than twice"
                                + " dupcheck.notifier.sms.timeout"),
                defaults.asks(),
                new SmsSettings.Providers(
                        providers.gateways(),
                        providers.plugins(),
                        providers.secrets(),
                        providers.rules(),
                        in.read(
                                "dupcheck.notifier.sms.timeout",
                                SmsSettings.Providers.DEFAULT_TIMEOUT,
                                duration(SECOND, HOUR),
                                "for one call of a provider of SMS, from looking up its name to the answer")));
    }
}
