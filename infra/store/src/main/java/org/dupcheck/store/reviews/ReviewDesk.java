package org.dupcheck.store.reviews;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.ResultState;
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
        StringBuilder text = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        if (filter.applicant() != null) {
            text.append("with ").append(OWN);
            parameters.add(filter.applicant());
        }
        if (inReview) {
            text.append(filter.applicant() == null ? "with " : ", ").append(ORDERS_IN_REVIEW);
        }
        text.append(" select ").append(ReviewLine.COLUMNS).append(FROM);
        if (filter.applicant() != null) {
            text.append(OF_APPLICANT);
        }
        if (inReview) {
            text.append(IN_REVIEW);
        }
        addIfGiven(text, parameters, " and t.business_type = ?", filter.type());
        addIfGiven(
                text,
                parameters,
                " and t.result_state = ?",
                filter.resultState() == null ? null : filter.resultState().code());
        addIfGiven(
                text,
                parameters,
                " and w.state = ?",
                filter.orderState() == null || inReview
                        ? null
                        : filter.orderState().name());
        addIfGiven(text, parameters, " and t.containment >= ?", filter.atLeast());
        if (filter.review() != null) {
            // in the text, so that the plan may use an index of the decided ones
            text.append(" and t.review_state = ").append(filter.review().code());
        }
        addIfGiven(text, parameters, " and t.decided_by = ?", filter.decidedBy());
        if (filter.mark() != null) {
            text.append(condition(filter.mark()));
        }
        if (filter.order() == Order.CONTAINMENT) {
            if (after != null) {
                text.append(" and (t.containment, t.id) < (?, ?)");
                parameters.addAll(List.of(after.containment(), after.id()));
            }
            text.append(" order by t.containment desc, t.id desc limit ?");
        } else {
            if (after != null) {
                text.append(" and (t.create_time, t.id) < (?, ?)");
                parameters.addAll(List.of(after.submittedAt(), after.id()));
            }
            text.append(" order by t.create_time desc, t.id desc limit ?");
        }
        parameters.add(limit);
        return sql.query(text.toString(), ReviewLine::read, parameters.toArray());
    }

    private static void addIfGiven(
            StringBuilder text, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(condition);
            parameters.add(value);
        }
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
