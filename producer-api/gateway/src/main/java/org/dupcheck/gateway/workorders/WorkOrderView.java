package org.dupcheck.gateway.workorders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * A work order with its history and its commands, both oldest first.
 *
 * @param commands those that are kept, with what the business module answered
 */
public record WorkOrderView(
        String workOrderId,
        String businessType,
        String businessId,
        long revision,
        @Nullable String verdictId,
        WorkOrderState state,
        Instant updatedAt,
        List<WorkOrderChange> history,
        List<Command> commands,
        Map<String, String> links) {
    /**
     * What the business module was told.
     *
     * @param kind SUBMIT or CANCEL
     * @param sentAt when Kafka had it
     * @param answerReason of the module
     */
    record Command(
            String commandId,
            String kind,
            long revision,
            CommandState state,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable String answerReason,
            @Nullable Instant answeredAt) {
        static Command of(CommandViews.Listed command) {
            return new Command(
                    command.commandId(),
                    command.kind(),
                    command.revision(),
                    command.state(),
                    command.createdAt(),
                    command.sentAt(),
                    command.answerReason(),
                    command.answeredAt());
        }
    }

    static WorkOrderView of(
            String id, WorkOrder order, List<WorkOrderChange> history, List<CommandViews.Listed> commands) {
        BusinessKey key = order.key();
        return new WorkOrderView(
                id,
                key.businessType(),
                key.businessId(),
                order.revision(),
                order.verdictId(),
                order.state(),
                order.updatedAt(),
                history,
                commands.stream().map(Command::of).toList(),
                links(key, order.verdictId()));
    }

    private static Map<String, String> links(BusinessKey key, @Nullable String verdictId) {
        String check = String.valueOf(Links.check(key, null).get("self"));
        return verdictId == null ? Map.of("check", check) : Map.of("check", check, "verdict", Links.verdict(verdictId));
    }
}
