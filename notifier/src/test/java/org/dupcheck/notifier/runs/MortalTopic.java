package org.dupcheck.notifier.runs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.runs.Faults.Point;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.RecordPublisher;

/** The topic of commands, as processes write to it that may die before and after a record is in it. Thread-safe. */
final class MortalTopic implements RecordPublisher {
    private static final JsonCodec CODEC = new JsonCodec();

    private final Faults faults;
    private final List<WorkOrderCommand> commands = new CopyOnWriteArrayList<>();

    MortalTopic(Faults faults) {
        this.faults = faults;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, String key, byte[] value, Map<String, String> headers) {
        if (faults.isRefused()) {
            return CompletableFuture.failedFuture(new RetryLaterException("no broker", null));
        }
        faults.at(Point.BEFORE_PUBLISH);
        commands.add(CODEC.read(new String(value, StandardCharsets.UTF_8), WorkOrderCommand.class));
        faults.at(Point.AFTER_PUBLISH);
        return CompletableFuture.completedFuture(null);
    }

    /** In the order in which they stand there, those that came twice too. */
    List<WorkOrderCommand> commands(BusinessKey key) {
        return commands.stream().filter(command -> command.key().equals(key)).toList();
    }

    @Override
    public void close() {
        // nothing to close
    }
}
