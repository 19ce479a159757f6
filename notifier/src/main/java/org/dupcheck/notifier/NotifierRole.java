package org.dupcheck.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.notifier.events.ConfirmationHandling;
import org.dupcheck.notifier.events.NotifierHandler;
import org.dupcheck.notifier.events.Outbox;
import org.dupcheck.notifier.events.VerdictHandling;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.notifier.sms.SmsDelivery;
import org.dupcheck.notifier.sms.SmsGateway;
import org.dupcheck.notifier.sms.SmsSending;
import org.dupcheck.notifier.workorders.CommandPublisher;
import org.dupcheck.notifier.workorders.CommandSweep;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;

/**
 * The role that tells applicants and takes their decisions: reads the topics verdicts and confirmations, keeps work
 * orders and messages in the database, publishes work-order commands and sends SMS. Any number of instances may run on
 * the same database. The SMS gateway stays the caller's.
 */
public final class NotifierRole implements Component {
    private final NotifierHandler handler;
    private final ConsumeLoop loop;
    private final CommandSweep sweep;
    private final SmsDelivery delivery;
    private final SmsSending sms;
    private final Retention retention;

    private NotifierRole(
            NotifierHandler handler,
            ConsumeLoop loop,
            CommandSweep sweep,
            SmsDelivery delivery,
            SmsSending sms,
            Retention retention) {
        this.handler = handler;
        this.loop = loop;
        this.sweep = sweep;
        this.delivery = delivery;
        this.sms = sms;
        this.retention = retention;
    }

    /** Assembles the role; nothing is opened or started. */
    public static NotifierRole of(NotifierSettings settings, RoleContext context, SmsGateway gateway) {
        Topics topics = context.topics();
        Store store = Store.on(context.database());
        Clock clock = context.clock();
        JsonCodec codec = new JsonCodec();
        MeterRegistry meters = context.meters();

        CommandPublisher commands =
                new CommandPublisher(store, context.publisher(), topics.workOrders(), clock, meters);
        Outbox outbox = new Outbox(codec, new Messages());
        ConfirmationHandling confirmations = new ConfirmationHandling(outbox);
        VerdictHandling verdicts = new VerdictHandling(codec, outbox, confirmations);
        SmsDelivery delivery = new SmsDelivery(store, gateway, settings.sms(), clock, meters);
        SmsSending sms = new SmsSending(delivery, settings.sms());
        NotifierHandler handler = new NotifierHandler(
                codec, topics, store, clock, new NotifierHandler.Steps(verdicts, confirmations, commands, sms));
        ConsumeLoop loop = ConsumeLoop.inOrder(
                context.loop(
                        "notifier",
                        settings.groupId(),
                        List.of(topics.verdicts(), topics.confirmations()),
                        settings.consume()),
                handler);
        CommandSweep sweep = new CommandSweep(commands, settings.commands(), clock);
        NotifierSettings.Kept kept = settings.kept();
        Retention retention = new Retention("notifier", clock, kept.interval(), kept.purges(store));
        return new NotifierRole(handler, loop, sweep, delivery, sms, retention);
    }

    /** What the loop hands records to; tests do so themselves. */
    NotifierHandler handler() {
        return handler;
    }

    /** As {@link #handler}, for its steps one by one. */
    CommandSweep sweep() {
        return sweep;
    }

    /** As {@link #sweep}. */
    SmsDelivery smsDelivery() {
        return delivery;
    }

    /** As {@link #sweep}. */
    SmsSending sms() {
        return sms;
    }

    /** As {@link #sweep}. */
    Retention retention() {
        return retention;
    }

    @Override
    public void start() {
        retention.start();
        sms.start();
        sweep.start();
        loop.start();
    }

    @Override
    public Health health() {
        return Health.of(loop.health(), sms.health(), sweep.health(), retention.health());
    }

    /** Stops consuming first; SMS that are being sent come to their end. */
    @Override
    public void close() {
        loop.close();
        sweep.close();
        retention.close();
        sms.close();
    }
}
