package org.dupcheck.gateway.pages.review;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.store.Store;
import org.dupcheck.store.reviews.ReviewDesk.Filter;
import org.dupcheck.store.reviews.ReviewDesk.Mark;
import org.dupcheck.store.reviews.ReviewDesk.Order;
import org.dupcheck.store.reviews.ReviewDesk.Position;
import org.dupcheck.store.reviews.ReviewLine;
import org.dupcheck.store.reviews.ReviewState;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** The checked submissions as a table; filters and place are in the address, so that it can be kept and sent on. */
public final class DeskPage {
    static final String PATH = "/review";
    private static final int LINES = 50;
    private static final int MAX_TYPES = 100;

    private final Store store;
    private final Reviews reviews;

    public DeskPage(Store store, Reviews reviews) {
        this.store = store;
        this.reviews = reviews;
    }

    /** Adds its route. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, Reports.REVIEWERS, this::show);
    }

    /**
     * What the address asks for, as it stands there.
     *
     * @param atLeast percent
     */
    public record Asked(
            Order order,
            @Nullable String type,
            @Nullable ResultState result,
            @Nullable WorkOrderState state,
            @Nullable String applicant,
            @Nullable Integer atLeast,
            @Nullable Mark mark,
            @Nullable ReviewState review) {
        /** Whether it asks for all there is. */
        public boolean isEverything() {
            return type == null
                    && result == null
                    && state == null
                    && applicant == null
                    && atLeast == null
                    && mark == null
                    && review == null;
        }

        /** The same in another order, or at another place. */
        public String path(Order otherOrder, @Nullable String after) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("order", otherOrder);
            fields.put("type", type);
            fields.put("result", result);
            fields.put("state", state);
            fields.put("applicant", applicant);
            fields.put("atLeast", atLeast);
            fields.put("mark", mark);
            fields.put("review", review);
            fields.put("after", after);
            return Links.withQuery(PATH, fields);
        }
    }

    /** @param next the address of the lines after these; null where there are none */
    public record Desk(
            Asked asked,
            List<DeskLine> lines,
            List<String> types,
            boolean isFirst,
            @Nullable String next) {}

    private void show(PageRequest request) {
        Asked asked = asked(request);
        Position after = after(request);
        Filter filter = new Filter(
                asked.order(),
                asked.type(),
                asked.result(),
                asked.state(),
                asked.applicant(),
                asked.atLeast() == null ? null : asked.atLeast() / 100.0,
                asked.mark(),
                asked.review(),
                // what has changed since one decided oneself
                asked.review() == ReviewState.CHANGED ? request.person().subject() : null);
        KeysetPage<ReviewLine> page = KeysetPage.of(
                store.read(tables -> tables.reviewDesk().list(filter, after, LINES + 1)), LINES, DeskPage::cursor);
        Map<String, Verdict> changed =
                reviews.changed(page.shown().stream().map(ReviewLine::verdictId).toList());
        List<DeskLine> lines = page.shownAs(line -> new DeskLine(line, changed.get(line.verdictId())));
        List<String> types = request.person()
                .grants()
                .types(Reports.REVIEWERS)
                .map(List::copyOf)
                .orElseGet(() -> store.read(tables -> tables.reviewDesk().types(MAX_TYPES)));
        String next = page.next() == null ? null : asked.path(asked.order(), page.next());
        request.show("review/desk.jte", Map.of("desk", new Desk(asked, lines, types, after == null, next)));
    }

    private static Asked asked(PageRequest request) {
        Order order = Filters.constant(request, "order", Order.class);
        return new Asked(
                order == null ? Order.CONTAINMENT : order,
                Filters.type(request, Reports.REVIEWERS),
                Filters.constant(request, "result", ResultState.class),
                Filters.constant(request, "state", WorkOrderState.class),
                request.given("applicant"),
                request.given("atLeast") == null ? null : Parameters.number(request.ctx(), "atLeast", 0, 0, 100),
                Filters.constant(request, "mark", Mark.class),
                Filters.constant(request, "review", ReviewState.class));
    }

    private static String cursor(ReviewLine last) {
        return Cursor.of(Double.doubleToLongBits(last.containment()), last.submittedAt(), last.id());
    }

    private static @Nullable Position after(PageRequest request) {
        String cursor = request.given("after");
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.parse(cursor, 3);
        double containment = Double.longBitsToDouble(Cursor.number(parts.get(0)));
        if (!(containment >= 0 && containment <= 1)) {
            throw ProblemException.invalid("after", "after is no cursor of this list");
        }
        return new Position(containment, Cursor.time(parts.get(1)), Cursor.number(parts.get(2)));
    }
}
