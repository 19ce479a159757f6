package org.dupcheck.client;

import org.dupcheck.contract.WorkOrderCommand;

/** Settings of a {@link WorkOrderListener}. Not thread-safe. */
public final class WorkOrderListenerBuilder extends ListenerBuilder<WorkOrderListenerBuilder> {
    final RecordAttempt.Taker<WorkOrderCommand> taker;

    WorkOrderListenerBuilder(String bootstrapServers, String groupId, RecordAttempt.Taker<WorkOrderCommand> taker) {
        super(bootstrapServers);
        this.groupId = groupId;
        this.taker = taker;
    }

    @Override
    WorkOrderListenerBuilder self() {
        return this;
    }

    /**
     * Starts listening. Does not wait for a broker; {@link WorkOrderListener#ready} tells when it listens.
     *
     * @throws org.apache.kafka.common.KafkaException where a property is wrong, or no address can be resolved
     */
    public WorkOrderListener start() {
        return WorkOrderListener.start(this);
    }
}
