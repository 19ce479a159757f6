package org.dupcheck.gateway.audit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/** Who decided what. */
public final class AuditResource {
    private final Gate gate;
    private final AuditService service;

    public AuditResource(Gate gate, AuditService service) {
        this.gate = gate;
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/audit", Parameters.only(this::list, "type", "subject", "after", "limit"), Role.AUDITOR);
    }

    private void list(Context ctx) {
        String type = gate.typeOfList(ctx, Parameters.optional(ctx, "type"));
        KeysetPage<AuditedEntry> page = service.page(
                type, Parameters.optional(ctx, "subject"), Parameters.optional(ctx, "after"), Parameters.limit(ctx));
        ctx.header("Cache-Control", "private, no-store");
        Answers.json(ctx, 200, new Entries(page.shownAs(Entry::of), page.next()));
    }

    /** The answer. */
    private record Entries(List<Entry> entries, @Nullable String next) {}

    /** @param forgotten whether who decided, and why, is no longer kept */
    private record Entry(
            long number,
            Instant at,
            String action,
            @Nullable String type,
            String subject,
            @Nullable Long revision,
            @Nullable String verdictId,
            @Nullable String detail,
            @Nullable String userId,
            @Nullable String note,
            boolean forgotten,
            String hash) {
        static Entry of(AuditedEntry entry) {
            AuditedEntry.Person person = entry.person();
            return new Entry(
                    entry.number(),
                    entry.at(),
                    entry.action(),
                    entry.businessType(),
                    entry.subject(),
                    entry.revision(),
                    entry.verdictId(),
                    entry.detail(),
                    person == null ? null : person.userId(),
                    person == null ? null : person.note(),
                    person == null,
                    entry.hash());
        }
    }
}
