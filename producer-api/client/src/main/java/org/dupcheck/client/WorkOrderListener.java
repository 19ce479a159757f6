package org.dupcheck.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.dupcheck.contract.WorkOrderCommand;

/**
 * Carries out the commands of {@code dupcheck.work-orders}, each exactly once, one at a time, on a thread of its own.
 *
 * <pre>{@code
 * JdbcInbox inbox = new JdbcInbox(dataSource);
 * WorkOrderListener listener = WorkOrderListener.builder("broker:9092", "projects", inbox,
 *         (connection, command) -> submit(connection, command.workOrderId())).start();
 * }</pre>
 *
 * <p><b>Exactly once</b>: the inbox keeps the command's id in the same transaction as the module's own change. A command that
 * comes again, after a crash or because Kafka has it twice, is known and passed over. With a {@link WorkOrderCallback} in
 * place of the inbox a command comes <b>at least once</b>, and the callback compares {@code commandId} itself.
 *
 * <p><b>Order</b>: the commands of one business document come in order, none before the earlier one is carried out or set
 * aside.
 *
 * <p><b>An exception</b> undoes the transaction and brings the command again, after a pause that grows. Only the later
 * commands of that document wait meanwhile. While the database is away (or with a {@link RetryLaterException}) tries do not
 * count. Otherwise the command is set aside after {@link Retries#maxTries} tries: {@link
 * WorkOrderListenerBuilder#onSetAside} is told, and should raise an alarm, for its work order stays unsubmitted. A command
 * that cannot be read, as one of a kind that this version does not know, is set aside at once.
 *
 * <p>At a group's first start it begins with the oldest command there is. Outages of the brokers are waited out, however long
 * they take. An {@link Error} ends the listener, and {@link #ended} tells. Thread-safe.
 */
public final class WorkOrderListener implements Listener {
    private final TopicListener listener;

    private WorkOrderListener(WorkOrderListenerBuilder builder, Supplier<Consumer<byte[], byte[]>> consumers) {
        listener = new TopicListener(
                "dupcheck-work-order-listener",
                builder.topics.workOrders(),
                builder,
                WorkOrderCommand.class,
                builder.taker,
                consumers);
    }

    /**
     * Exactly once, by an inbox.
     *
     * @param bootstrapServers some brokers' addresses
     * @param groupId the consumer group of the business module; its instances share the commands
     * @param change made for each command, within the inbox's transaction
     */
    public static <T> WorkOrderListenerBuilder builder(
            String bootstrapServers, String groupId, Inbox<T> inbox, WorkOrderChange<T> change) {
        return new WorkOrderListenerBuilder(
                bootstrapServers,
                groupId,
                command -> inbox.apply(command.commandId(), transaction -> change.apply(transaction, command)));
    }

    /**
     * At least once: the callback compares {@code commandId}.
     *
     * @param bootstrapServers some brokers' addresses
     * @param groupId the consumer group of the business module; its instances share the commands
     */
    public static WorkOrderListenerBuilder builder(
            String bootstrapServers, String groupId, WorkOrderCallback callback) {
        return new WorkOrderListenerBuilder(bootstrapServers, groupId, command -> {
            callback.accept(command);
            return true;
        });
    }

    static WorkOrderListener start(WorkOrderListenerBuilder builder) {
        WorkOrderListener started = new WorkOrderListener(builder, TopicListener.consumers(builder));
        started.listener.begin();
        return started;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return listener.ready();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return listener.ended();
    }

    @Override
    public ListenerCounts counts() {
        return listener.counts();
    }

    @Override
    public void close() {
        listener.close();
    }
}
