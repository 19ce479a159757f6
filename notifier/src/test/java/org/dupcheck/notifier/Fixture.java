package org.dupcheck.notifier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.notifier.channels.ChannelLanes;
import org.dupcheck.notifier.channels.DeliverySettings;
import org.dupcheck.notifier.channels.QuietHours;
import org.dupcheck.notifier.channels.SendLimits;
import org.dupcheck.notifier.due.DueLane;
import org.dupcheck.notifier.events.NotifierHandler;
import org.dupcheck.notifier.mail.MailSettings;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.workorders.CommandCount;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.store.Retention;
import org.dupcheck.testkit.SettableClock;
import org.jspecify.annotations.Nullable;

/** A notifier without its loop and threads: tests hand in the records and send the SMS themselves. */
public final class Fixture {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final JsonCodec CODEC = new JsonCodec();

    /** Nothing waits, and nothing becomes one. */
    public static final DeliverySettings SOON =
            delivery(Duration.ZERO, Duration.ZERO, QuietHours.none(ZoneOffset.UTC), SendLimits.NONE);

    public final Topics topics = new Topics();
    public final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
    public final TestPublisher publisher = new TestPublisher();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final StoredRows tables;
    public final NotifierRole role;

    public Fixture(StoredRows tables, SmsGateway gateway) {
        this(tables, gateway, settings(SOON));
    }

    public Fixture(StoredRows tables, SmsGateway gateway, NotifierSettings settings) {
        this.tables = tables;
        this.role = NotifierRole.of(
                settings,
                new RoleContext(KafkaSettings.of("localhost:1"), topics, tables.database(), publisher, meters, clock),
                gateway);
    }

    /** The defaults, but that nobody has quiet hours: whatever the time at which a test runs. */
    public static final DeliverySettings BY_DEFAULT = delivery(
            DeliverySettings.DEFAULT_UNREAD_AFTER,
            DeliverySettings.DEFAULT_MERGE_WITHIN,
            QuietHours.none(ZoneOffset.UTC),
            SendLimits.DEFAULT);

    public static DeliverySettings delivery(
            Duration unreadAfter, Duration mergeWithin, QuietHours quiet, SendLimits limits) {
        return new DeliverySettings(unreadAfter, mergeWithin, DeliverySettings.DEFAULT_EXPIRE_AFTER, quiet, limits);
    }

    /** The defaults, but for when people are told. */
    public static NotifierSettings settings(DeliverySettings delivery) {
        NotifierSettings defaults = NotifierSettings.defaults();
        return new NotifierSettings(
                defaults.groupId(),
                defaults.consume(),
                defaults.due(),
                delivery,
                defaults.sms(),
                defaults.webhooks(),
                defaults.kept());
    }

    /** The defaults, with an SMTP server. */
    public static NotifierSettings withMail(int port) {
        NotifierSettings settings = settings(BY_DEFAULT);
        MailSettings mail = new MailSettings(
                "127.0.0.1",
                port,
                MailSettings.Security.NONE,
                "",
                "",
                "dupcheck@example.org",
                1,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                MailSettings.DEFAULT_TRIES);
        return new NotifierSettings(
                settings.groupId(),
                settings.consume(),
                settings.due(),
                settings.delivery(),
                settings.sms(),
                settings.webhooks(),
                mail,
                settings.kept());
    }

    /** A document that no other test knows. */
    public static BusinessKey freshKey() {
        return new BusinessKey("lixiang", "doc-" + KEYS.incrementAndGet());
    }

    /** Hands an event in, and publishes what it leads to. */
    public void handle(Message event) {
        hand(event);
        role.commands().workOff();
    }

    /** Hands an event in and leaves what it leads to: as if the process died then. */
    public void hand(Message event) {
        hand(event, null);
    }

    /**
     * The same.
     *
     * @param sender for whom it was sent; null where nobody says
     */
    public void hand(Message event, @Nullable String sender) {
        String topic = topics.verdicts();
        if (event instanceof ConfirmationEvent) {
            topic = topics.confirmations();
        } else if (event instanceof WorkOrderEvent) {
            topic = topics.workOrderEvents();
        }
        role.handler()
                .handle(new TestDelivery(
                        topic, event.key().toString(), new String(CODEC.write(event), StandardCharsets.UTF_8), sender));
    }

    /** What the loop hands records to. */
    public NotifierHandler handler() {
        return role.handler();
    }

    /** What publishes commands; tests let it work themselves. */
    public DueLane commands() {
        return role.commands();
    }

    /** What reminds, gives up, and hears reviewers; as {@link #commands}. */
    public DueLane decisions() {
        return role.decisions();
    }

    /** The count of commands that have not gone out. */
    public CommandCount count() {
        return role.count();
    }

    /** What sends messages out of the house. */
    public ChannelLanes channels() {
        return role.channels();
    }

    /** What deletes what need not be kept. */
    public Retention retention() {
        return role.retention();
    }

    /** Sends what is due, as the threads of the role would. */
    public void sendSms() {
        int unused = role.channels().workOff();
    }

    /** The commands that were published, in order. */
    public List<WorkOrderCommand> published(BusinessKey key) {
        return publisher.published().stream()
                .filter(record -> record.topic().equals(topics.workOrders()))
                .filter(record -> record.key().equals(key.toString()))
                .map(record -> CODEC.read(
                        record.key(), record.json().getBytes(StandardCharsets.UTF_8), WorkOrderCommand.class))
                .toList();
    }
}
