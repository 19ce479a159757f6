package org.dupcheck.gateway.pages.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.audit.AuditDesk;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Texts;
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

    private final AuditDesk desk;

    public AuditPage(AuditDesk desk) {
        this.desk = desk;
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
        List<String> types =
                request.person().grants().types(AUDITORS).map(List::copyOf).orElse(List.of());
        String type = type(request.given("type"), types);
        String subject = request.given("subject");
        KeysetPage<AuditedEntry> page = desk.page(type, subject, request.given("after"), SHOWN);
        List<Line> lines = page.shownAs(entry -> Line.of(entry, request.texts()));
        request.show(
                "audit/log.jte",
                Map.of("listed", new Listed(lines, type, types, subject, next(type, subject, page.next()))));
    }

    /** Whoever may see some types alone sees one at a time. */
    private static @Nullable String type(@Nullable String asked, List<String> types) {
        if (types.isEmpty() || (asked != null && types.contains(asked))) {
            return asked;
        }
        if (asked != null) {
            throw ProblemException.notFound("there is no such type");
        }
        return types.get(0);
    }

    private static @Nullable String next(@Nullable String type, @Nullable String subject, @Nullable String after) {
        return after == null
                ? null
                : Stream.of(field("type", type), field("subject", subject), field("after", after))
                        .filter(field -> !field.isEmpty())
                        .collect(Collectors.joining("&", PATH + "?", ""));
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
