package org.dupcheck.notifier.channels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels of this node. Thread-safe. */
public final class Channels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,15}");

    private final Map<String, Channel> byName;

    private Channels(Map<String, Channel> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * These.
     *
     * @throws IllegalArgumentException where two have the same name, or one has a name that is none
     */
    public static Channels of(Collection<Channel> channels) {
        Map<String, Channel> byName = new HashMap<>();
        for (Channel channel : channels) {
            if (!NAME.matcher(channel.name()).matches()) {
                throw new IllegalArgumentException("a channel cannot be called " + channel.name());
            }
            if (byName.put(channel.name(), channel) != null) {
                throw new IllegalArgumentException("two channels are called " + channel.name());
            }
        }
        return new Channels(byName);
    }

    /** Those on the class path that are set up; throws as {@link #of} does. */
    public static Channels load(ChannelContext context) {
        List<Channel> channels = new ArrayList<>();
        for (ChannelProvider provider : ServiceLoader.load(ChannelProvider.class, Channels.class.getClassLoader())) {
            provider.open(context).ifPresent(channels::add);
        }
        return of(channels);
    }

    public Collection<Channel> all() {
        return byName.values();
    }

    /** Null where this node has none of that name. */
    @Nullable
    Channel named(String name) {
        return byName.get(name);
    }

    @Override
    public void close() {
        for (Channel channel : byName.values()) {
            try {
                channel.close();
            } catch (RuntimeException e) {
                LOG.warn("{} did not close: {}", channel.name(), e.toString());
            }
        }
    }
}
