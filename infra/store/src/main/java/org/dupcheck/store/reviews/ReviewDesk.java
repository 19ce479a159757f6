package org.dupcheck.store.reviews;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.ResultState;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** The checked submissions, for reviewers: each list is a walk along an index, whatever the number of rows. */
public final class ReviewDesk {
    private static final String FROM = " from check_task t join verdict v on v.verdict_id = t.verdict_id"
            + " left join submission s on s.business_type = t.business_type and s.business_id = t.business_id"
            + " and s.revision = t.revision"
            + " left join work_order w on w.business_type = t.business_type and w.business_id = t.business_id"
            + " and w.revision = t.revision where t.state = 2";

    /** Worked out first: whoever looks for one person's few submissions must not walk along everybody's. */
    private static final String OF_APPLICANT =
            " and (t.business_type, t.business_id, t.revision) in (select * from own)";

    private static final String OWN =
            "own as materialized (select business_type, business_id, revision from submission where user_id = ?)";

    /** Likewise: what waits for a reviewer is a few among all that is checked. */
    private static final String IN_REVIEW =
            " and (t.business_type, t.business_id, t.revision) in (select * from in_review)";

    private static final String ORDERS_IN_REVIEW = "in_review as materialized (select business_type, business_id,"
            + " revision from work_order where state = 'AWAITING_REVIEW')";

    /** From one name to the next one, so that it does not read every row. */
    private static final String TYPES = """
            with recursive names as (
                select min(business_type) as name from check_task
                union all
                select (select min(t.business_type) from check_task t where t.business_type > n.name)
                  from names n where n.name is not null)
            select name from names where name is not null limit ?
            """;

    private final Sql sql;

    public ReviewDesk(Sql sql) {
        this.sql = sql;
    }

    /** In which order. */
    public enum Order {
        /** The largest share of copied text first. */
        CONTAINMENT,
        NEWEST
    }

    /** What a line may be marked with. */
    public enum Mark {
        /** Other open submissions have the same text. */
        PENDING,
        /** Traces of disguise, or of text that was not checked. */
        SIGNALS,
        /** The reference set has moved on since. */
        STALE
    }

    /** Where a list goes on: after the line of that figure, or of that time, and id. */
    public record Position(double containment, Instant submittedAt, long id) {}

    /**
     * Which lines are asked for; null asks for all.
     *
     * @param atLeast containment, 0 to 1
     * @param decidedBy user id of the reviewer who decided last
     */
    public record Filter(
            Order order,
            @Nullable String type,
            @Nullable ResultState resultState,
            @Nullable WorkOrderState orderState,
            @Nullable String applicant,
            @Nullable Double atLeast,
            @Nullable Mark mark,
            @Nullable ReviewState review,
            @Nullable String decidedBy) {}

    /** Lines of the list, in its order. */
    public List<ReviewLine> list(Filter filter, @Nullable Position after, int limit) {
        boolean inReview = filter.orderState() == WorkOrderState.AWAITING_REVIEW;
        Select select = new Select("");
        if (filter.applicant() != null) {
            select.add("with " + OWN, filter.applicant());
        }
        if (inReview) {
            select.add(filter.applicant() == null ? "with " : ", ").add(ORDERS_IN_REVIEW);
        }
        select.add(" select " + ReviewLine.COLUMNS + FROM);
        if (filter.applicant() != null) {
            select.add(OF_APPLICANT);
        }
        if (inReview) {
            select.add(IN_REVIEW);
        }
        select.addIfGiven(" and t.business_type = ?", filter.type())
                .addIfGiven(
                        " and t.result_state = ?",
                        filter.resultState() == null
                                ? null
                                : filter.resultState().code())
                .addIfGiven(
                        " and w.state = ?",
                        filter.orderState() == null || inReview
                                ? null
                                : filter.orderState().name())
                .addIfGiven(" and t.containment >= ?", filter.atLeast());
        if (filter.review() != null) {
            // in the text, so that the plan may use an index of the decided ones
            select.add(" and t.review_state = " + filter.review().code());
        }
        select.addIfGiven(" and t.decided_by = ?", filter.decidedBy());
        if (filter.mark() != null) {
            select.add(condition(filter.mark()));
        }
        if (filter.order() == Order.CONTAINMENT) {
            if (after != null) {
                select.add(" and (t.containment, t.id) < (?, ?)", after.containment(), after.id());
            }
            select.add(" order by t.containment desc, t.id desc limit ?", limit);
        } else {
            if (after != null) {
                select.add(" and (t.create_time, t.id) < (?, ?)", after.submittedAt(), after.id());
            }
            select.add(" order by t.create_time desc, t.id desc limit ?", limit);
        }
        return sql.query(select.text(), ReviewLine::read, select.parameters());
    }

    private static String condition(Mark mark) {
        return switch (mark) {
            case PENDING -> " and coalesce(v.pending, json_array_length(v.body -> 'pending'), 0) > 0";
            case SIGNALS -> " and coalesce(v.signals, json_array_length(v.body -> 'signals'), 0) > 0";
            case STALE -> " and v.corpus_version <> (select c.version from corpus_state c)";
        };
    }

    /** The business types of which there are checks, by name. */
    public List<String> types(int limit) {
        return sql.query(TYPES, row -> row.getString(1), limit);
    }
}
