package org.dupcheck.gateway.submissions;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.SectionCheck;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.checks.AcceptedChecks.Accepted;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.CheckedSection;
import org.dupcheck.store.checks.StoredCheck;

/** Tells where the newest pre-check of each section of a document stands. */
public final class SectionsResource {
    private final CheckQueries queries;
    private final AcceptedChecks accepted;

    /** @param accepted what may be newer than its row */
    public SectionsResource(CheckQueries queries, AcceptedChecks accepted) {
        this.queries = queries;
        this.accepted = accepted;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/submissions/{type}/{id}/sections", Parameters.only(this::list));
    }

    private void list(Context ctx) {
        BusinessKey document = Parameters.businessKey(ctx);
        // by the sections' keys
        Map<String, SectionCheck> sections = new TreeMap<>();
        for (CheckedSection section : queries.findSections(document, Limits.MAX_SECTIONS)) {
            String key = section.check().key().section();
            if (key != null) {
                sections.put(key, begun(key, section));
            }
        }
        for (Accepted newest : accepted.preChecks(document)) {
            String key = newest.key().section();
            if (key != null) {
                sections.merge(
                        key,
                        queued(key, newest.revision()),
                        (begun, queued) -> queued.revision() > begun.revision() ? queued : begun);
            }
        }
        Answers.json(
                ctx, 200, new Sections(document.businessType(), document.businessId(), List.copyOf(sections.values())));
    }

    private static SectionCheck begun(String key, CheckedSection section) {
        StoredCheck check = section.check();
        String verdictId = check.verdictId();
        boolean hasVerdict = section.containment() != null;
        return new SectionCheck(
                key,
                check.revision(),
                check.state(),
                check.resultState(),
                section.containment(),
                hasVerdict ? Integer.valueOf(section.matches()) : null,
                hasVerdict ? Boolean.valueOf(section.changesBehind() == 0) : null,
                hasVerdict ? Long.valueOf(section.changesBehind()) : null,
                check.pagesDone(),
                check.pagesTotal(),
                verdictId,
                check.error(),
                verdictId == null ? Map.of() : Map.of("verdict", Links.verdict(verdictId)));
    }

    /** One that was accepted and has not begun. */
    private static SectionCheck queued(String key, long revision) {
        return new SectionCheck(
                key, revision, CheckState.QUEUED, null, null, null, null, null, 0, 0, null, null, Map.of());
    }

    /** @param sections by their keys */
    record Sections(String businessType, String businessId, List<SectionCheck> sections) {}
}
