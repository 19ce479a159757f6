package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.bool;
import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;

import java.time.Duration;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of webhooks: which addresses are taken by the gateway and called by the notifier, and how they are called. */
final class WebhookRoleSettings {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MAX_WORKERS = 64;

    private WebhookRoleSettings() {}

    static OutgoingRules rules(SettingsReader in) {
        OutgoingRules defaults = OutgoingRules.STRICT;
        return new OutgoingRules(
                in.read(
                        "dupcheck.webhooks.allow-http",
                        defaults.allowHttp(),
                        bool(),
                        "whether webhooks may be called without TLS; the same on gateways and notifiers"),
                in.read(
                        "dupcheck.webhooks.allow-private-addresses",
                        defaults.allowPrivate(),
                        bool(),
                        "whether webhooks may be on loopback and in private networks; the same on gateways and notifiers."
                                + " Link-local addresses and those of clouds' metadata are never called"));
    }

    static WebhookSettings read(SettingsReader in, OutgoingRules rules) {
        WebhookSettings defaults = WebhookSettings.defaults();
        return new WebhookSettings(
                rules,
                in.read(
                        "dupcheck.notifier.webhooks.workers",
                        defaults.workers(),
                        integer(1, MAX_WORKERS, "threads"),
                        "that call webhooks"),
                in.read(
                        "dupcheck.notifier.webhooks.poll-interval",
                        defaults.pollInterval(),
                        duration(MILLI, HOUR),
                        "how often messages to webhooks of other nodes and retries are looked for"),
                in.read(
                        "dupcheck.notifier.webhooks.timeout",
                        defaults.timeout(),
                        duration(SECOND, HOUR),
                        "for one call of a webhook, from looking up its name to the answer"),
                defaults.tries(),
                defaults.maxRetryAfter());
    }
}
