package org.dupcheck.gateway.submissions;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.SectionCheck;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.checks.AcceptedChecks.Accepted;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.events.EventStreams;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.CheckedSection;
import org.dupcheck.store.checks.StoredCheck;

/** Tells where the newest pre-check of each section of a document stands, once or as server-sent events. */
public final class SectionsResource {
    private static final Role[] READERS = {Role.MODULE, Role.APPLICANT, Role.REVIEWER};

    private final Gate gate;
    private final CheckQueries queries;
    private final AcceptedChecks accepted;
    private final SectionWatch watch;
    private final EventStreams streams;

    /** @param accepted what may be newer than its row */
    public SectionsResource(
            Gate gate, CheckQueries queries, AcceptedChecks accepted, SectionWatch watch, EventStreams streams) {
        this.gate = gate;
        this.queries = queries;
        this.accepted = accepted;
        this.watch = watch;
        this.streams = streams;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        String path = Links.API + "/submissions/{type}/{id}/sections";
        routes.get(path, Parameters.only(this::list), READERS);
        routes.get(path + "/events", Parameters.only(this::follow), READERS);
    }

    /** Sections are edited for hours: only the time for streams ends it. */
    private void follow(Context ctx) throws IOException {
        BusinessKey document = gate.document(ctx);
        Validator.check(document); // nobody need wait for what can never be
        streams.<Sections>open(ctx, "sections", sections -> false, stream -> {
            stream.send(view(document, find(document)));
            return watch.watch(document, found -> stream.send(view(document, found)));
        });
    }

    private void list(Context ctx) {
        BusinessKey document = gate.document(ctx);
        Answers.json(ctx, 200, view(document, find(document)));
    }

    private List<CheckedSection> find(BusinessKey document) {
        return queries.findSections(List.of(document), Limits.MAX_SECTIONS).getOrDefault(document, List.of());
    }

    private Sections view(BusinessKey document, List<CheckedSection> found) {
        // by the sections' keys
        Map<String, SectionCheck> sections = new TreeMap<>();
        for (CheckedSection section : found) {
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
        List<SectionCheck> told =
                sections.values().stream().limit(Limits.MAX_SECTIONS).toList();
        return new Sections(document.businessType(), document.businessId(), told);
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
