package org.dupcheck.gateway.common;

import java.time.Instant;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.jspecify.annotations.Nullable;

/**
 * A work-order command as JSON.
 *
 * @param kind SUBMIT or CANCEL
 * @param sentAt when Kafka had it
 * @param answerReason of the business module
 * @param overtaken whether there is a later command of the document
 */
public record CommandView(
        String commandId,
        String businessType,
        String businessId,
        long revision,
        String kind,
        CommandState state,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable String answerReason,
        @Nullable Instant answeredAt,
        boolean overtaken) {
    /** Of a command as the store lists it. */
    public static CommandView of(CommandViews.Listed listed) {
        return new CommandView(
                listed.commandId(),
                listed.key().businessType(),
                listed.key().businessId(),
                listed.revision(),
                listed.kind(),
                listed.state(),
                listed.createdAt(),
                listed.sentAt(),
                listed.answerReason(),
                listed.answeredAt(),
                listed.isOvertaken());
    }
}
