package org.dupcheck.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.ChannelLanes;
import org.dupcheck.notifier.channels.Channels;
import org.dupcheck.notifier.due.DueLane;
import org.dupcheck.notifier.events.AnswerHandler;
import org.dupcheck.notifier.events.ApplicantMessages;
import org.dupcheck.notifier.events.ConfirmationHandler;
import org.dupcheck.notifier.events.DeadlineHandler;
import org.dupcheck.notifier.events.NotifierHandler;
import org.dupcheck.notifier.events.ReviewHandler;
import org.dupcheck.notifier.events.VerdictHandler;
import org.dupcheck.notifier.mail.MailSettings;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.webhooks.WebhookChannel;
import org.dupcheck.notifier.webhooks.WebhookNews;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.notifier.workorders.CommandCount;
import org.dupcheck.notifier.workorders.CommandMeters;
import org.dupcheck.notifier.workorders.CommandPublisher;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;

/**
 * The role that tells applicants and takes their decisions: reads the topics verdicts and confirmations, keeps work
 * orders and messages in the database, publishes work-order commands and sends messages out of the house. Any number of instances may run on
 * the same database. The SMS gateway stays the caller's.
 */
public final class NotifierRole implements Component {
    private final NotifierHandler handler;
    private final ConsumeLoop loop;
    private final DueLane commands;
    private final DueLane decisions;
    private final CommandCount count;
    private final ChannelLanes channels;
    private final Retention retention;
    private final Drain drain;

    private NotifierRole(NotifierSettings settings, RoleContext context, SmsGateway gateway) {
        Topics topics = context.topics();
        Store store = Store.on(context.database());
        Clock clock = context.clock();
        JsonCodec codec = new JsonCodec();
        MeterRegistry meters = context.meters();
        drain = context.drain();

        CommandMeters commandMeters = new CommandMeters(meters);
        CommandPublisher publisher =
                new CommandPublisher(store, context.publisher(), topics.workOrders(), clock, commandMeters);
        commands = new DueLane("commands", Map.of(DueKind.COMMANDS, publisher), settings.due(), store, meters, drain);
        count = new CommandCount(store, commandMeters);
        Channels known = Channels.load(new ChannelContext(store, clock, parts(settings, gateway)));
        channels =
                new ChannelLanes(store, known, settings.delivery(), clock, RandomGenerator.getDefault(), meters, drain);

        OrderMoves orders = new OrderMoves(codec, new WebhookNews(codec));
        ApplicantMessages messages = new ApplicantMessages(new Messages(), known, settings.delivery());
        ConfirmationHandler confirmations = new ConfirmationHandler(orders, messages);
        AnswerHandler answers = new AnswerHandler(codec, orders, messages, commandMeters);
        DeadlineHandler waiting = new DeadlineHandler(store, clock, orders, messages, commands::signal);
        decisions = new DueLane(
                "decisions",
                Map.of(
                        DueKind.REMINDER,
                        waiting::remind,
                        DueKind.EXPIRY,
                        waiting::expire,
                        DueKind.REVIEWED,
                        new ReviewHandler(store, clock, orders, messages, commands::signal),
                        DueKind.ANSWER,
                        due -> answers.overdue(due, store)),
                settings.due(),
                store,
                meters,
                drain);
        handler = new NotifierHandler(
                codec,
                topics,
                store,
                clock,
                new NotifierHandler.Steps(new VerdictHandler(orders, messages, confirmations), confirmations, answers),
                new NotifierHandler.Wake(
                        channels::signal, () -> channels.signal(WebhookChannel.NAME), commands::signal));
        loop = ConsumeLoop.inOrder(
                context.loop(
                        "notifier",
                        settings.groupId(),
                        List.of(topics.verdicts(), topics.confirmations(), topics.workOrderEvents()),
                        settings.consume()),
                handler);
        NotifierSettings.Kept kept = settings.kept();
        retention = new Retention("notifier", clock, kept.interval(), kept.purges(store), drain);
    }

    /** What the house's own channels are told. */
    private static Map<Class<?>, Object> parts(NotifierSettings settings, SmsGateway gateway) {
        return Map.of(
                SmsGateway.class,
                gateway,
                SmsSettings.class,
                settings.sms(),
                WebhookSettings.class,
                settings.webhooks(),
                MailSettings.class,
                settings.mail());
    }

    /** Assembles the role; nothing is opened or started. */
    public static NotifierRole of(NotifierSettings settings, RoleContext context, SmsGateway gateway) {
        return new NotifierRole(settings, context, gateway);
    }

    /** What the loop hands records to; tests do so themselves. */
    NotifierHandler handler() {
        return handler;
    }

    /** As {@link #handler}, for its steps one by one. */
    DueLane commands() {
        return commands;
    }

    /** As {@link #commands}. */
    DueLane decisions() {
        return decisions;
    }

    /** As {@link #commands}. */
    CommandCount count() {
        return count;
    }

    /** As {@link #commands}. */
    ChannelLanes channels() {
        return channels;
    }

    /** As {@link #commands}. */
    Retention retention() {
        return retention;
    }

    @Override
    public void start() {
        retention.start();
        channels.start();
        commands.start();
        decisions.start();
        count.start();
        loop.start();
    }

    @Override
    public Health health() {
        return drain.tell(Health.of(
                loop.health(),
                commands.health(),
                decisions.health(),
                channels.health(),
                count.health(),
                retention.health()));
    }

    /** Stops consuming first; what is being sent comes to its end. */
    @Override
    public void close() {
        loop.close();
        decisions.close();
        commands.close();
        count.close();
        retention.close();
        channels.close();
    }
}
