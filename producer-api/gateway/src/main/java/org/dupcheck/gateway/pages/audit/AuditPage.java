package org.dupcheck.gateway.pages.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.audit.AuditService;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.store.audit.AuditAction;
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
     * The list as it is shown.
     *
     * @param type that was asked for; null for all
     * @param types to choose from; none where any may be written
     * @param subject that was asked for; null for all
     * @param next the address of the lines after these; null where there are none
     */
    public record Listed(
            List<Line> lines,
            @Nullable String type,
            List<String> types,
            @Nullable String subject,
            @Nullable String next) {
        public Listed {
            lines = List.copyOf(lines);
            types = List.copyOf(types);
        }

        /** Whether all that there is was asked for. */
        public boolean isEverything() {
            return type == null && subject == null;
        }
    }

    /**
     * An entry, in the reader's words.
     *
     * @param who a user's id, that the rules decided, or that it is forgotten
     */
    public record Line(AuditedEntry entry, String action, String who) {
        static Line of(AuditedEntry entry, Texts texts) {
            // a later version may write what this one does not know
            String action = Arrays.stream(AuditAction.values())
                    .filter(known -> known.name().equals(entry.action()))
                    .findFirst()
                    .map(texts::name)
                    .orElse(entry.action());
            AuditedEntry.Person person = entry.person();
            String who = person == null
                    ? texts.lookup("audit.forgotten")
                    : Objects.requireNonNullElseGet(person.userId(), () -> texts.lookup("audit.rules"));
            return new Line(entry, action, who);
        }

        /** Why, in somebody's words; empty where nothing was said, or it is forgotten. */
        public String why() {
            AuditedEntry.Person person = entry.person();
            return person == null ? "" : Objects.requireNonNullElse(person.note(), "");
        }
    }

    private void list(PageRequest request) {
        List<String> types = Filters.types(request, AUDITORS);
        String type = Filters.type(request, AUDITORS);
        String subject = request.given("subject");
        KeysetPage<AuditedEntry> page = service.page(type, subject, request.given("after"), SHOWN);
        List<Line> lines = page.shownAs(entry -> Line.of(entry, request.texts()));
        request.show(
                "audit/log.jte",
                Map.of("listed", new Listed(lines, type, types, subject, next(type, subject, page.next()))));
    }

    private static @Nullable String next(@Nullable String type, @Nullable String subject, @Nullable String after) {
        if (after == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("subject", subject);
        fields.put("after", after);
        return Links.withQuery(PATH, fields);
    }
}
