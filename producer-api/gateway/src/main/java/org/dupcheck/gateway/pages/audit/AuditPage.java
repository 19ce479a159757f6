package org.dupcheck.gateway.pages.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.Limits;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.audit.AuditService;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditFilter;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/** Who decided what, the newest first; filters stand in the address. Thread-safe. */
public final class AuditPage {
    private static final String PATH = "/audit";
    private static final int SHOWN = 50;
    private static final Set<Role> AUDITORS = Set.of(Role.AUDITOR);

    private final AuditService service;

    public AuditPage(AuditService service) {
        this.service = service;
    }

    /** Adds its route. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, AUDITORS, this::list);
    }

    /**
     * What the address asks for; null asks for all.
     *
     * @param person user id
     * @param from the first day, of the reader's zone
     * @param to the last day
     */
    public record Asked(
            @Nullable String type,
            @Nullable String subject,
            @Nullable String person,
            @Nullable AuditAction action,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        /** Whether all that there is was asked for. */
        public boolean isEverything() {
            return type == null && subject == null && person == null && action == null && from == null && to == null;
        }

        /** @param zone of the days */
        AuditFilter filter(ZoneId zone) {
            return new AuditFilter(
                    type,
                    subject,
                    person,
                    action,
                    from == null ? null : start(from, zone),
                    to == null ? null : start(to.plusDays(1), zone));
        }

        private static Instant start(LocalDate day, ZoneId zone) {
            return day.atStartOfDay(zone).toInstant();
        }

        /** The same of one person alone. */
        public String of(String userId) {
            return new Asked(type, subject, userId, action, from, to).path(null);
        }

        /** The address of the lines after that one. */
        String path(@Nullable String after) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("type", type);
            fields.put("subject", subject);
            fields.put("person", person);
            fields.put("action", action);
            fields.put("from", from);
            fields.put("to", to);
            fields.put("after", after);
            return Links.withQuery(PATH, fields);
        }
    }

    /**
     * The list as it is shown.
     *
     * @param types to choose from; none where any may be written
     * @param next the address of the lines after these; null where there are none
     */
    public record Listed(
            Asked asked,
            List<AuditLine> lines,
            List<String> types,
            @Nullable String next) {
        public Listed {
            lines = List.copyOf(lines);
            types = List.copyOf(types);
        }
    }

    private void list(PageRequest request) {
        Asked asked = new Asked(
                Filters.type(request, AUDITORS),
                request.given("subject"),
                request.given("person"),
                Filters.constant(request, "action", AuditAction.class),
                day(request, "from"),
                day(request, "to"));
        KeysetPage<AuditedEntry> page =
                service.page(asked.filter(request.texts().zone()), request.given("after"), SHOWN);
        Map<String, String> names = service.names(page.shown());
        AuditLinks.Reader reader = AuditLinks.Reader.of(request.person());
        List<AuditLine> lines = page.shownAs(entry -> AuditLine.of(entry, names, request.texts(), reader));
        String next = page.next() == null ? null : asked.path(page.next());
        request.show(
                "audit/log.jte", Map.of("listed", new Listed(asked, lines, Filters.types(request, AUDITORS), next)));
    }

    /** A day that the database can be asked for; null where none is given. */
    private static @Nullable LocalDate day(PageRequest request, String name) {
        String given = request.given(name);
        if (given == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(given.strip());
            Instant start = Asked.start(day, request.texts().zone());
            if (start.isAfter(Limits.MIN_TIME) && start.isBefore(Limits.MAX_TIME)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw ProblemException.invalid(name, name + " is no day such as 2026-11-30");
    }
}
