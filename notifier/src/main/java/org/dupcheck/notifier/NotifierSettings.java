package org.dupcheck.notifier;

import java.time.Duration;
import java.util.List;
import org.dupcheck.notifier.channels.DeliverySettings;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.mail.MailSettings;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.settings.Require;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;

/**
 * The settings of the notifier role.
 *
 * @param groupId Kafka consumer group; the same on all instances
 * @param consume bounds of the consume loop
 * @param due how what is due is worked off: commands to be published, reminders, ends of a time to decide
 * @param delivery when messages to people leave the house
 * @param sms how messages go out by SMS
 * @param webhooks how business modules are called
 * @param mail how messages go out by e-mail
 * @param kept how long what the role writes is kept
 */
public record NotifierSettings(
        String groupId,
        ConsumeSettings consume,
        DueSettings due,
        DeliverySettings delivery,
        SmsSettings sms,
        WebhookSettings webhooks,
        MailSettings mail,
        Kept kept) {
    public static final String DEFAULT_GROUP_ID = "dupcheck-notifier";

    /** Without e-mail. */
    public NotifierSettings(
            String groupId,
            ConsumeSettings consume,
            DueSettings due,
            DeliverySettings delivery,
            SmsSettings sms,
            WebhookSettings webhooks,
            Kept kept) {
        this(groupId, consume, due, delivery, sms, webhooks, MailSettings.NONE, kept);
    }

    public static NotifierSettings defaults() {
        return new NotifierSettings(
                DEFAULT_GROUP_ID,
                ConsumeSettings.defaults(),
                DueSettings.defaults(),
                DeliverySettings.defaults(),
                SmsSettings.defaults(),
                WebhookSettings.defaults(),
                Kept.defaults());
    }

    /**
     * How long what the role writes is kept.
     *
     * @param messages on the site, read or not; what asks for a decision that is open stays as long as the submission
     * @param deliveries messages that went out of the house, with number and text; counted from when they were written
     * @param decisions of applicants, who decided and why
     * @param commands work-order commands; counted from when they were sent
     * @param audit who decided, and why, in the audit log, whose entries themselves are kept for ever
     * @param preferences of people of whom no submission is kept; counted from when they were changed
     * @param interval between two looks
     */
    public record Kept(
            Duration messages,
            Duration deliveries,
            Duration decisions,
            Duration commands,
            Duration audit,
            Duration preferences,
            Duration interval) {
        public static final Duration DEFAULT_MESSAGES = Duration.ofDays(180);
        public static final Duration DEFAULT_DELIVERIES = Duration.ofDays(90);
        public static final Duration DEFAULT_DECISIONS = Duration.ofDays(1_095);
        public static final Duration DEFAULT_COMMANDS = Duration.ofDays(180);
        public static final Duration DEFAULT_AUDIT = Duration.ofDays(3_653);
        public static final Duration DEFAULT_PREFERENCES = Duration.ofDays(730);

        public Kept {
            Require.aMillisecond(messages, "messages");
            Require.aMillisecond(deliveries, "deliveries");
            Require.aMillisecond(decisions, "decisions");
            Require.aMillisecond(commands, "commands");
            Require.aMillisecond(audit, "audit");
            Require.aMillisecond(preferences, "preferences");
            Require.aMillisecond(interval, "interval");
        }

        public static Kept defaults() {
            return new Kept(
                    DEFAULT_MESSAGES,
                    DEFAULT_DELIVERIES,
                    DEFAULT_DECISIONS,
                    DEFAULT_COMMANDS,
                    DEFAULT_AUDIT,
                    DEFAULT_PREFERENCES,
                    Purge.DEFAULT_INTERVAL);
        }

        List<Purge> purges(Store store) {
            return List.of(
                    Purge.of(
                            store,
                            "site messages",
                            messages,
                            (tables, before, limit) -> tables.siteMessages().purge(before, limit)),
                    Purge.of(
                            store,
                            "deliveries",
                            deliveries,
                            (tables, before, limit) -> tables.deliveries().purge(before, limit)),
                    Purge.of(
                            store,
                            "decisions",
                            decisions,
                            (tables, before, limit) -> tables.confirmations().purge(before, limit)),
                    Purge.of(
                            store,
                            "persons in histories of work orders",
                            decisions,
                            (tables, before, limit) -> tables.workOrders().forgetPersons(before, limit)),
                    Purge.of(
                            store,
                            "work-order commands",
                            commands,
                            (tables, before, limit) ->
                                    tables.workOrderCommands().purge(before, limit)),
                    Purge.of(
                            store,
                            "persons in the audit log",
                            audit,
                            (tables, before, limit) -> tables.auditLog().forgetPersons(before, limit)),
                    Purge.of(
                            store,
                            "uses of addresses",
                            Duration.ZERO,
                            (tables, before, limit) -> tables.addressUses().purge(limit)),
                    Purge.of(
                            store,
                            "preferences",
                            preferences,
                            (tables, before, limit) -> tables.preferences().purge(before, limit)),
                    Purge.of(
                            store,
                            "contacts",
                            preferences,
                            (tables, before, limit) -> tables.preferences().purgeContacts(before, limit)));
        }
    }
}
