package org.dupcheck.gateway.pages.applicants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.gateway.workorders.Decisions;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.SiteMessage;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.dupcheck.store.reviews.OwnSubmissions.Position;
import org.jspecify.annotations.Nullable;

/** The two lists of an applicant, page by page; each goes on by itself. Thread-safe. */
final class OwnLists {
    private static final int LINES = 50;
    private static final int MESSAGES = 20;
    private static final String AFTER = "after";
    private static final String MESSAGES_AFTER = "messagesAfter";

    private final Store store;
    private final Decisions known;
    private final Reviews reviews;

    /** @param reviews what reviewers left out, so that the same figures are told everywhere */
    OwnLists(Store store, Decisions known, Reviews reviews) {
        this.store = store;
        this.known = known;
        this.reviews = reviews;
    }

    /** Submissions, those that wait for a decision first. */
    Listed<Mine> lines(PageRequest request) {
        String userId = request.person().subject();
        String after = asked(request, AFTER);
        Position position = after == null ? null : position(after);
        KeysetPage<OwnSubmissions.Line> page = KeysetPage.of(
                store.read(tables -> tables.ownSubmissions().list(userId, position, LINES + 1)),
                LINES,
                OwnLists::cursor);
        return listed(request, AFTER, mine(page.shown()), page.next());
    }

    /** Lines with what was decided and the database may not know yet. */
    List<Mine> mine(List<OwnSubmissions.Line> lines) {
        Map<String, Verdict> changed = reviews.changed(lines.stream()
                .map(OwnSubmissions.Line::verdictId)
                .filter(Objects::nonNull)
                .toList());
        return lines.stream().map(line -> mine(line, changed)).toList();
    }

    private Mine mine(OwnSubmissions.Line line, Map<String, Verdict> changed) {
        String verdictId = line.verdictId();
        return verdictId == null
                ? new Mine(line, null, null)
                : new Mine(
                        line, changed.get(verdictId), known.underWay(verdictId).orElse(null));
    }

    private static String cursor(OwnSubmissions.Line last) {
        Position position = last.position();
        return Cursor.of(position.asks() ? 1 : 0, position.submittedAt(), position.id());
    }

    private static Position position(String cursor) {
        List<String> parts = Cursor.parse(cursor, 3);
        return new Position(Cursor.number(parts.get(0)) == 1, Cursor.time(parts.get(1)), Cursor.number(parts.get(2)));
    }

    /** Messages, the newest first. */
    Listed<SiteMessage> messages(PageRequest request) {
        String userId = request.person().subject();
        long before = Cursor.before(asked(request, MESSAGES_AFTER));
        KeysetPage<SiteMessage> page = KeysetPage.of(
                store.read(tables -> tables.siteMessages().list(userId, before, MESSAGES + 1)),
                MESSAGES,
                last -> Cursor.of(last.id()));
        return listed(request, MESSAGES_AFTER, page.shown(), page.next());
    }

    private static <T> Listed<T> listed(PageRequest request, String name, List<T> shown, @Nullable String next) {
        return new Listed<>(
                shown,
                query(request, name, asked(request, name)),
                asked(request, name) == null ? null : MinePage.PATH + query(request, name, null),
                next == null ? null : MinePage.PATH + query(request, name, next));
    }

    /** Of the page with that list gone on to there; the other list stays where it is. */
    private static String query(PageRequest request, String name, @Nullable String cursor) {
        String other = name.equals(AFTER) ? MESSAGES_AFTER : AFTER;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(name, cursor);
        fields.put(other, asked(request, other));
        return Links.withQuery("", fields);
    }

    /** Of the address, also where a form is sent to it. */
    private static @Nullable String asked(PageRequest request, String name) {
        return Parameters.optional(request.ctx(), name);
    }
}
