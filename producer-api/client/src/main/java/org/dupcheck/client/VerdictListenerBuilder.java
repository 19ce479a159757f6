package org.dupcheck.client;

import java.util.function.Consumer;
import org.dupcheck.contract.VerdictEvent;

/** Settings of a {@link VerdictListener}. Not thread-safe. */
public final class VerdictListenerBuilder extends ListenerBuilder<VerdictListenerBuilder> {
    final Consumer<VerdictEvent> callback;

    VerdictListenerBuilder(String bootstrapServers, Consumer<VerdictEvent> callback) {
        super(bootstrapServers);
        this.callback = callback;
    }

    @Override
    VerdictListenerBuilder self() {
        return this;
    }

    /**
     * The consumer group of the business module. Its instances share the events, and a listener goes on where the group
     * stopped; at the group's first start that is the oldest event there is. Without a group, the default, a listener
     * hears every event from its start on and forgets where it was.
     */
    public VerdictListenerBuilder groupId(String id) {
        groupId = id;
        return this;
    }

    /**
     * Starts listening. Does not wait for a broker; {@link VerdictListener#ready} tells when it listens.
     *
     * @throws org.apache.kafka.common.KafkaException where a property is wrong, or no address can be resolved
     */
    public VerdictListener start() {
        return VerdictListener.start(this);
    }
}
