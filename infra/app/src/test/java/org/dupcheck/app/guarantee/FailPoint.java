package org.dupcheck.app.guarantee;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A place in the code where a process may be made to end as by SIGKILL: right before one of the product's methods runs, or
 * right after it has returned. Those within a transaction end it uncommitted; those after it leave what was committed
 * without what should follow.
 */
enum FailPoint {
    // check: a check, its sections' results, its verdict
    CHECK_BEGUN(Moment.AFTER, "org.dupcheck.store.checks.SubmissionChecks", "begin"),
    SECTION_RESULTS_KEPT(Moment.AFTER, "org.dupcheck.store.checks.SectionResults", "keep"),
    OPEN_ONES_COMPARED(Moment.AFTER, "org.dupcheck.check.pending.OpenComparison", "compare"),
    VERDICT_TO_BE_STORED(Moment.BEFORE, "org.dupcheck.store.checks.SubmissionChecks", "finish"),
    VERDICT_STORED(Moment.AFTER, "org.dupcheck.store.checks.SubmissionChecks", "finish"),
    MATCHES_NAMED_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.open.PendingMatches", "name"),
    OPEN_ONES_FOLLOWED(Moment.AFTER, "org.dupcheck.check.pending.OpenComparison", "follow"),
    VERDICT_HANDED_TO_KAFKA(Moment.AFTER, "org.dupcheck.check.verdict.VerdictAnnouncement", "finishing"),
    PRE_CHECK_STORED(Moment.AFTER, "org.dupcheck.store.checks.PreChecks", "finish"),

    // the reference set, and what its changes ask for
    REFERENCES_WRITTEN_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.references.ReferenceDocuments", "write"),
    REFERENCES_APPLIED(Moment.AFTER, "org.dupcheck.corpussync.ReferenceStore", "apply"),
    EPOCH_WRITTEN_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.references.CorpusStatisticsTable", "replace"),
    EPOCH_RENEWED(Moment.AFTER, "org.dupcheck.check.references.StatisticsEpochs", "renewIfDue"),
    RECHECKS_ASKED_FOR_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.open.RecheckRequests", "of"),
    PERCOLATED(Moment.AFTER, "org.dupcheck.check.recheck.Percolation", "step"),
    RECHECKS_CLAIMED_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.open.Rechecks", "claim"),
    RECHECK_RUN(Moment.AFTER, "org.dupcheck.check.recheck.Recheck", "run"),
    VERDICT_REPLACED(Moment.AFTER, "org.dupcheck.store.checks.SubmissionChecks", "replace"),
    RECHECKS_TO_BE_DONE(Moment.BEFORE, "org.dupcheck.store.open.Rechecks", "done"),
    RECHECKS_DONE_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.open.Rechecks", "done"),

    // work orders and messages
    ORDER_WRITTEN_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.workorders.WorkOrders", "write"),
    COMMAND_ADDED_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.workorders.WorkOrderCommands", "add"),
    COMMAND_SENT_UNMARKED(Moment.BEFORE, "org.dupcheck.store.workorders.WorkOrderCommands", "markSent"),
    COMMAND_MARKED_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.workorders.WorkOrderCommands", "markSent"),
    DELIVERY_ADDED_UNCOMMITTED(Moment.AFTER, "org.dupcheck.store.deliveries.Deliveries", "add"),
    DELIVERY_BEGUN(Moment.AFTER, "org.dupcheck.store.deliveries.Attempts", "begin"),
    DELIVERED_UNMARKED(Moment.BEFORE, "org.dupcheck.store.deliveries.Attempts", "succeed"),

    // every role
    COMMITTED(Moment.AFTER, "org.dupcheck.runtime.database.PooledDatabase", "inTransaction"),
    RECORD_HANDED_TO_KAFKA(Moment.AFTER, "org.dupcheck.runtime.kafka.KafkaRecordPublisher", "publish"),
    OFFSETS_TO_BE_COMMITTED(Moment.BEFORE, "org.dupcheck.runtime.consume.Committer", "commitDue"),
    OFFSETS_HANDED_TO_KAFKA(Moment.AFTER, "org.dupcheck.runtime.consume.Committer", "commitDue");

    enum Moment {
        BEFORE,
        AFTER
    }

    /** Those that work comes by where nobody asks for a pre-check. */
    static final List<FailPoint> WITHOUT_PRE_CHECKS =
            Arrays.stream(values()).filter(point -> point != PRE_CHECK_STORED).toList();

    /** Those that work comes by while the reference set stands still and open submissions are not compared. */
    static final List<FailPoint> WITH_STILL_REFERENCES = withStillReferences();

    private final Moment moment;
    private final String type;
    private final String method;

    FailPoint(Moment moment, String type, String method) {
        this.moment = moment;
        this.type = type;
        this.method = method;
    }

    private static List<FailPoint> withStillReferences() {
        Set<FailPoint> left = EnumSet.allOf(FailPoint.class);
        left.removeAll(EnumSet.range(REFERENCES_WRITTEN_UNCOMMITTED, RECHECKS_DONE_UNCOMMITTED));
        left.remove(MATCHES_NAMED_UNCOMMITTED);
        return List.copyOf(left);
    }

    Moment moment() {
        return moment;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }
}
