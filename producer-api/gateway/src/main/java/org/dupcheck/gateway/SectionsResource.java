package org.dupcheck.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.AcceptedChecks.Accepted;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.SectionCheck;
import org.dupcheck.store.checks.StoredCheck;
import org.jspecify.annotations.Nullable;

/** Tells where the newest pre-check of each section of a document stands. */
final class SectionsResource {
    private final CheckQueries queries;
    private final AcceptedChecks accepted;

    SectionsResource(CheckQueries queries, AcceptedChecks accepted) {
        this.queries = queries;
        this.accepted = accepted;
    }

    void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/submissions/{type}/{id}/sections", Parameters.only(this::list));
    }

    private void list(Context ctx) {
        BusinessKey key = Parameters.businessKey(ctx);
        Map<CheckKey, Entry> entries = new HashMap<>();
        for (SectionCheck section : queries.findSections(key, Limits.MAX_SECTIONS)) {
            entries.put(section.check().key(), Entry.of(section));
        }
        for (Accepted newest : accepted.preChecks(key)) {
            Entry begun = entries.get(newest.key());
            if (newest.key().section() != null && (begun == null || begun.revision() < newest.revision())) {
                entries.put(newest.key(), Entry.queued(newest));
            }
        }
        List<Entry> sections = new ArrayList<>(entries.values());
        sections.sort(Comparator.comparing(Entry::key));
        Answers.json(ctx, 200, new Sections(key.businessType(), key.businessId(), sections));
    }

    /** @param sections by their keys */
    record Sections(String businessType, String businessId, List<Entry> sections) {}

    /**
     * One section. Absent values are written as null.
     *
     * @param containment 0 to 1; null unless FINISHED
     * @param matches how many reference documents it overlaps; null unless FINISHED
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            String key,
            long revision,
            CheckState state,
            @Nullable ResultState resultState,
            @Nullable Double containment,
            @Nullable Integer matches,
            int pagesDone,
            int pagesTotal,
            @Nullable String verdictId,
            @Nullable String error,
            Map<String, String> links) {
        static Entry of(SectionCheck section) {
            StoredCheck check = section.check();
            String verdictId = check.verdictId();
            return new Entry(
                    name(check.key()),
                    check.revision(),
                    check.state(),
                    check.resultState(),
                    section.containment(),
                    section.containment() == null ? null : section.matches(),
                    check.pagesDone(),
                    check.pagesTotal(),
                    verdictId,
                    check.error(),
                    verdictId == null ? Map.of() : Map.of("verdict", Links.verdict(verdictId)));
        }

        /** One that was accepted and has not begun. */
        static Entry queued(Accepted newest) {
            return new Entry(
                    name(newest.key()),
                    newest.revision(),
                    CheckState.QUEUED,
                    null,
                    null,
                    null,
                    0,
                    0,
                    null,
                    null,
                    Map.of());
        }

        private static String name(CheckKey key) {
            return key.section() == null ? "" : key.section();
        }
    }
}
