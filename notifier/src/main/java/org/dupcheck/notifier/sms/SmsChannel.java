package org.dupcheck.notifier.sms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.ChannelPlan;
import org.dupcheck.notifier.channels.ChannelProvider;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;

/**
 * Short messages to applicants who have named a phone, by one provider or by several in their order. At most once: a phone does
 * not tell repeated messages apart.
 */
public final class SmsChannel implements Channel {
    private static final String NAME = "SMS";

    private final Map<String, SmsGateway> gateways;
    private final SmsSettings settings;
    private final Runnable closing;

    /**
     * By gateways that are the caller's.
     *
     * @param gateways by name, in the order in which they are tried; at least one
     * @param closing lets go of what they stand on
     */
    SmsChannel(Map<String, SmsGateway> gateways, SmsSettings settings, Runnable closing) {
        this.gateways = new LinkedHashMap<>(gateways);
        this.settings = settings;
        this.closing = closing;
    }

    /** Makes the channel on any node: with the providers of the settings, or with the gateway that the node was given. */
    public static final class Provider implements ChannelProvider {
        /** @throws org.dupcheck.runtime.settings.SettingsException where a provider's entry is at fault, or its plug-in */
        @Override
        public Optional<Channel> open(ChannelContext context) {
            SmsSettings settings = context.part(SmsSettings.class);
            if (settings.providers().gateways().isEmpty()) {
                Map<String, SmsGateway> given = Map.of("default", context.part(SmsGateway.class));
                return Optional.of(new SmsChannel(given, settings, () -> {}));
            }
            Gateways gateways = Gateways.open(settings.providers(), settings.workers(), context.clock());
            return Optional.of(new SmsChannel(gateways.byName(), settings, gateways::close));
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
    public boolean isDisturbing() {
        return true;
    }

    @Override
    public List<String> ways() {
        return List.copyOf(gateways.keySet());
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        return gateway(message).send(message.deliveryId(), message.recipient(), message.body());
    }

    @Override
    public Optional<Tries> asks(String way) {
        SmsGateway gateway = gateways.get(way);
        return gateway != null && gateway.canBeAsked() ? Optional.of(settings.asks()) : Optional.empty();
    }

    @Override
    public Outcome ask(OutgoingMessage message) {
        return gateway(message).ask(message.deliveryId(), message.recipient());
    }

    private SmsGateway gateway(OutgoingMessage message) {
        return Objects.requireNonNull(gateways.get(message.way()), message.way());
    }

    @Override
    public Optional<String> addressOf(Submitted applicant, Contact contact) {
        return Optional.ofNullable(applicant.phone());
    }

    /** The gateway that the node was given stays the node's. */
    @Override
    public void close() {
        closing.run();
    }
}
