package org.dupcheck.store.workorders;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code work_order}.
 *
 * @param verdictId the verdict that the state rests on; null until there is one of this revision
 * @param declinedVerdictId on which the applicant decided not to submit, or a reviewer returned it
 * @param toldVerdictId of the verdict that the applicant was last told of, or has decided on since; null where that is not
 *     so, or no longer true
 * @param commandId the SUBMIT that the business module has, and that nothing has taken back; null where there is none
 */
public record WorkOrder(
        BusinessKey key,
        String workOrderId,
        long revision,
        WorkOrderState state,
        @Nullable String verdictId,
        @Nullable String declinedVerdictId,
        @Nullable String toldVerdictId,
        @Nullable String commandId,
        Instant updatedAt) {

    /** After these what was told is no longer so: the same answer is told anew. */
    private static final Set<OrderTrigger> UNTOLD = EnumSet.of(
            OrderTrigger.FAILED,
            OrderTrigger.DECLINED,
            OrderTrigger.RETURNED,
            OrderTrigger.TAKEN_BACK,
            OrderTrigger.TIMED_OUT);

    /** The order of a document that is checked for the first time. */
    public static WorkOrder first(Submitted submitted, Instant now) {
        return new WorkOrder(
                submitted.key(),
                submitted.workOrderId(),
                submitted.revision(),
                WorkOrderState.WAITING_CHECK,
                null,
                null,
                null,
                null,
                now);
    }

    /** The same for another revision, or for this one once more. What was told and what was submitted stays so. */
    public WorkOrder sent(Submitted submitted, Instant now) {
        return new WorkOrder(
                key,
                submitted.workOrderId(),
                submitted.revision(),
                Transitions.next(state, OrderTrigger.SENT).orElseThrow(),
                null,
                null,
                toldVerdictId,
                commandId,
                now);
    }

    /** The same after an event; empty where it changes nothing. */
    public Optional<WorkOrder> on(OrderTrigger event, @Nullable String restsOn, Instant now) {
        boolean declined = event == OrderTrigger.DECLINED || event == OrderTrigger.RETURNED;
        if (event == OrderTrigger.TAKEN_BACK && isTakenBack() && commandId == null) {
            return Optional.empty();
        }
        boolean untold = UNTOLD.contains(event);
        return Transitions.next(state, event)
                .map(next -> new WorkOrder(
                        key,
                        workOrderId,
                        revision,
                        next,
                        restsOn,
                        declined ? restsOn : null,
                        untold ? null : toldVerdictId,
                        commandId,
                        now));
    }

    /** Whether the submission itself was withdrawn, and nobody has decided on its verdict. */
    public boolean isTakenBack() {
        return state == WorkOrderState.WITHDRAWN && declinedVerdictId == null;
    }

    /** Whether it is given up: what the business module has of it is to be taken back. */
    public boolean isGivenUp() {
        return state == WorkOrderState.WITHDRAWN || state == WorkOrderState.EXPIRED;
    }

    /** The same with another command that stands, or with none. */
    public WorkOrder withCommand(@Nullable String id) {
        return new WorkOrder(
                key, workOrderId, revision, state, verdictId, declinedVerdictId, toldVerdictId, id, updatedAt);
    }

    /**
     * Whether the check has begun anew since the order came to its state: for a newer revision, or for this one after it was
     * taken back or its check had failed.
     */
    public boolean isBefore(CurrentCheck check) {
        return revision < check.revision()
                || (revision == check.revision()
                        && ((state == WorkOrderState.CHECK_FAILED && check.hasAnswered()) || isTakenBack()));
    }

    /** Whether its state rests on just that verdict of that revision. */
    public boolean restsOn(long ofRevision, String verdict) {
        return revision == ofRevision && verdict.equals(verdictId);
    }

    /**
     * Whether something that the check shows has not been handled yet, or the check itself goes on: an event is still to come,
     * and may move the order.
     */
    public boolean isOvertakenBy(CurrentCheck check) {
        return switch (check.state()) {
            case QUEUED, RUNNING, SUPERSEDED -> true;
            case FAILED -> state == WorkOrderState.WAITING_CHECK || isBefore(check);
            case FINISHED -> check.hasAnswered() && !hasTaken(check);
            case WITHDRAWN -> revision <= check.revision() && !isTakenBack();
        };
    }

    /** Whether the verdict that the check has now has been handled, or can lead nowhere any more. */
    public boolean hasTaken(CurrentCheck check) {
        String verdict = check.verdictId();
        boolean decided = Transitions.next(state, OrderTrigger.CLEAN).isEmpty();
        return verdict != null && (restsOn(check.revision(), verdict) || (revision == check.revision() && decided));
    }
}
