package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.time.Duration;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.channels.DeliverySettings;
import org.dupcheck.notifier.channels.QuietHours;
import org.dupcheck.notifier.channels.SendLimits;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of the notifier role. */
final class NotifierRoleSettings {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX_LIMIT = 10_000_000;
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private NotifierRoleSettings() {}

    static NotifierSettings read(
            SettingsReader in, ConsumerSettings consuming, OutgoingRules webhooks, SmsRoleSettings.Providers sms) {
        NotifierSettings defaults = NotifierSettings.defaults();
        return new NotifierSettings(
                defaults.groupId(),
                consuming.with(
                        in.read(
                                "dupcheck.notifier.workers",
                                defaults.consume().workers(),
                                integer(1, 1_000, "threads"),
                                "that handle verdicts"),
                        in.read(
                                "dupcheck.notifier.max-in-flight",
                                defaults.consume().maxInFlight(),
                                integer(1, 1_000_000, "records"),
                                "fetched and not yet handled"),
                        1),
                due(in, defaults.due()),
                delivery(in, defaults.delivery()),
                SmsRoleSettings.read(in, sms),
                WebhookRoleSettings.read(in, webhooks),
                MailRoleSettings.read(in),
                kept(in, defaults.kept(), consuming.retentionInterval()));
    }

    private static DueSettings due(SettingsReader in, DueSettings defaults) {
        return new DueSettings(
                in.read(
                        "dupcheck.notifier.due.workers",
                        defaults.workers(),
                        integer(1, 64, "threads"),
                        "that publish work-order commands; as many remind, give up and hear reviewers"),
                defaults.portion(),
                in.read(
                        "dupcheck.notifier.due.poll-interval",
                        defaults.pollInterval(),
                        duration(MILLI, HOUR),
                        "how often what has become due is looked for where nobody signals it"),
                in.read(
                        "dupcheck.notifier.due.lease",
                        defaults.lease(),
                        duration(SECOND, DAY),
                        "after which what a node has begun and not ended is another's; longer than the publisher tries"),
                defaults.firstPause(),
                defaults.maxPause());
    }

    private static DeliverySettings delivery(SettingsReader in, DeliverySettings defaults) {
        return new DeliverySettings(
                in.read(
                        "dupcheck.notifier.telling.unread-after",
                        defaults.unreadAfter(),
                        duration(Duration.ZERO, DAY),
                        "how long a site message may stay unread before an SMS repeats it, where it is not urgent"),
                in.read(
                        "dupcheck.notifier.telling.merge-within",
                        defaults.mergeWithin(),
                        duration(Duration.ZERO, HOUR),
                        "in which several messages to one person about one submission become one; what is urgent waits so long"),
                in.read(
                        "dupcheck.notifier.telling.expire-after",
                        defaults.expireAfter(),
                        duration(HOUR, DAY.multipliedBy(30)),
                        "after which a message to a person that could not go does not go any more"),
                quiet(in),
                limits(in, defaults.limits()));
    }

    private static QuietHours quiet(SettingsReader in) {
        String hours = in.read(
                "dupcheck.notifier.sms.quiet-hours",
                QuietHours.DEFAULT_HOURS,
                text(),
                "in which SMS wait for their end, by the recipient's clock; empty: never");
        String zone = in.read(
                "dupcheck.notifier.sms.zone",
                QuietHours.DEFAULT_ZONE,
                text(),
                "the time zone of recipients who have named none");
        try {
            return QuietHours.parse(hours, zone);
        } catch (IllegalArgumentException e) {
            String at = String.valueOf(e.getMessage()).startsWith("zone") ? "zone" : "quiet-hours";
            throw in.conflict("dupcheck.notifier.sms." + at + ": " + e.getMessage());
        }
    }

    private static SendLimits limits(SettingsReader in, SendLimits defaults) {
        return new SendLimits(
                limit(
                        in,
                        "per-phone-hour",
                        defaults.addressPerHour(),
                        "to one telephone, or e-mails to one address, within an hour"),
                limit(
                        in,
                        "per-phone-day",
                        defaults.addressPerDay(),
                        "to one telephone, or e-mails to one address, within 24 hours"),
                limit(in, "per-type-hour", defaults.typePerHour(), "of one business type, or e-mails, within an hour"),
                limit(in, "per-type-day", defaults.typePerDay(), "of one business type, or e-mails, within 24 hours"));
    }

    private static int limit(SettingsReader in, String name, int most, String what) {
        return in.read(
                "dupcheck.notifier.sms." + name,
                most,
                integer(0, MAX_LIMIT, "SMS"),
                what + ", at most; what is over it waits; 0: any number");
    }

    private static NotifierSettings.Kept kept(SettingsReader in, NotifierSettings.Kept defaults, Duration interval) {
        return new NotifierSettings.Kept(
                in.read(
                        "dupcheck.retention.messages",
                        defaults.messages(),
                        duration(DAY.multipliedBy(31), CENTURY),
                        "how long site messages are kept, if they do not ask for a decision that is still open"),
                in.read(
                        "dupcheck.retention.deliveries",
                        defaults.deliveries(),
                        duration(DAY, CENTURY),
                        "how long messages out of the house are kept, with address and text"),
                in.read(
                        "dupcheck.retention.decisions",
                        defaults.decisions(),
                        duration(DAY, CENTURY),
                        "how long it is kept who decided on a verdict, and why"),
                in.read(
                        "dupcheck.retention.commands",
                        defaults.commands(),
                        duration(DAY, CENTURY),
                        "how long work-order commands are kept once they are sent"),
                in.read(
                        "dupcheck.retention.audit",
                        defaults.audit(),
                        duration(DAY, CENTURY),
                        "how long the audit log tells who decided, and why; its entries are kept for ever"),
                in.read(
                        "dupcheck.retention.preferences",
                        defaults.preferences(),
                        duration(DAY, CENTURY),
                        "how long preferences and addresses are kept of people of whom no submission is"),
                interval);
    }
}
