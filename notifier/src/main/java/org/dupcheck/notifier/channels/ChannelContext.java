package org.dupcheck.notifier.channels;

import java.time.Clock;
import java.util.Map;
import org.dupcheck.store.Store;

/**
 * What a channel may stand on.
 *
 * @param parts by their types: the settings of the house's own channels. Those of others read their own where they like
 */
public record ChannelContext(Store store, Clock clock, Map<Class<?>, Object> parts) {
    public ChannelContext {
        parts = Map.copyOf(parts);
    }

    /** @throws IllegalStateException where there is none of that type */
    public <T> T part(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalStateException("no " + type.getName() + " for channels");
        }
        return type.cast(part);
    }
}
