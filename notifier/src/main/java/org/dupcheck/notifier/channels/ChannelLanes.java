package org.dupcheck.notifier.channels;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dupcheck.notifier.due.DueLane;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;

/**
 * Sends what is due, for each channel on threads of its own: one that hangs holds up no other. Channels of others share a
 * lane. Closes the channels, last.
 */
public final class ChannelLanes implements Component {
    /** From claim to mark: a wait for a free thread, and a few statements. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final Channels channels;
    private final DeliverySender sender;
    private final Map<DueKind, DueLane> lanes = new EnumMap<>(DueKind.class);

    /**
     * Sends only once started.
     *
     * @param settings when messages to people go
     * @param drain whether anything is sent
     * @param chance of the pauses between tries
     */
    public ChannelLanes(
            Store store,
            Channels channels,
            DeliverySettings settings,
            Clock clock,
            RandomGenerator chance,
            MeterRegistry meters,
            Drain drain) {
        this.channels = channels;
        this.sender = new DeliverySender(
                store, channels, clock, chance, new DeliveryMeters(meters, channels.all()), new DeliveryGate(settings));
        List<Channel> sorted = channels.all().stream()
                .sorted(Comparator.comparing(Channel::name))
                .toList();
        for (Channel channel : sorted) {
            lanes.computeIfAbsent(DueKind.ofChannel(channel.name()), kind -> lane(kind, channel, store, meters, drain));
        }
    }

    private DueLane lane(DueKind kind, Channel channel, Store store, MeterRegistry meters, Drain drain) {
        Optional<Receivers> receivers = channel.receivers();
        return new DueLane(
                nameOf(kind),
                Map.of(kind, sender),
                settings(channel.plan(), receivers.isPresent()),
                store,
                meters,
                drain,
                () -> receivers.map(Receivers::suspended).orElse(Set.of()));
    }

    private static String nameOf(DueKind kind) {
        return kind.name().substring(kind.name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    /** Shares are kept by claiming one at a time. */
    private static DueSettings settings(ChannelPlan plan, boolean isShared) {
        int portion = isShared ? 1 : plan.workers();
        return new DueSettings(plan.workers(), portion, plan.pollInterval(), LEASE, FIRST_PAUSE, MAX_PAUSE);
    }

    @Override
    public void start() {
        lanes.values().forEach(DueLane::start);
    }

    /** There is something new to send; returns at once. */
    public void signal() {
        lanes.values().forEach(DueLane::signal);
    }

    /** The same of one channel alone; has no effect where this node has none of that name. */
    public void signal(String channel) {
        DueLane lane = lanes.get(DueKind.ofChannel(channel));
        if (lane != null) {
            lane.signal();
        }
    }

    /**
     * Sends what is due now, on the caller's thread.
     *
     * @return how many were looked at
     */
    public int workOff() {
        return lanes.values().stream().mapToInt(DueLane::workOff).sum();
    }

    @Override
    public Health health() {
        return Health.of(lanes.values().stream().map(DueLane::health).toArray(Health[]::new));
    }

    /** Lets what is being sent come to its end, for a while; what is cut off then is of unknown outcome. */
    @Override
    public void close() {
        sender.close();
        lanes.values().forEach(DueLane::close);
        channels.close();
    }
}
