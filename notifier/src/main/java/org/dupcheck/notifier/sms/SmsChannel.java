package org.dupcheck.notifier.sms;

import java.util.Optional;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.ChannelPlan;
import org.dupcheck.notifier.channels.ChannelProvider;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;

/** Short messages to applicants who have named a phone. At most once: a phone does not tell repeated messages apart. */
public final class SmsChannel implements Channel {
    private static final String NAME = "SMS";

    private final SmsGateway gateway;
    private final SmsSettings settings;

    SmsChannel(SmsGateway gateway, SmsSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    /** Makes the channel on any node. */
    public static final class Provider implements ChannelProvider {
        @Override
        public Optional<Channel> open(ChannelContext context) {
            return Optional.of(new SmsChannel(context.part(SmsGateway.class), context.part(SmsSettings.class)));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChannelPlan plan() {
        return new ChannelPlan(
                false, settings.tries(), settings.sendingTimeout(), settings.workers(), settings.pollInterval());
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        return gateway.send(message.deliveryId(), message.recipient(), message.body());
    }

    @Override
    public Optional<String> addressOf(Submitted applicant, Contact contact) {
        return Optional.ofNullable(applicant.phone());
    }
}
