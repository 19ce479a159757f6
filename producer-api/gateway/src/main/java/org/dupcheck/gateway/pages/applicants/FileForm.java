package org.dupcheck.gateway.pages.applicants;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Problem;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.documents.DocumentReadings;
import org.dupcheck.gateway.documents.UploadedDocument;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;

/** Takes the sections of a file into the form, which is kept as it is then. Nothing that was typed is replaced. Thread-safe. */
final class FileForm {
    /** Below the form's path. */
    static final String NAME = "/file";

    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);

    private final DocumentReadings readings;
    private final RateLimits limits;
    private final OwnDocuments own;
    private final KeptDrafts drafts;

    FileForm(DocumentReadings readings, RateLimits limits, OwnDocuments own, KeptDrafts drafts) {
        this.readings = readings;
        this.limits = limits;
        this.own = own;
        this.drafts = drafts;
    }

    /** @param form where the form is */
    void addTo(PageRoutes routes, String form) {
        routes.post(form + NAME, APPLICANTS, this::read);
    }

    private void read(PageRequest request) throws IOException {
        BusinessKey key = WritePage.key(request);
        own.require(request.person(), key);
        Draft draft = Draft.of(key, request.ctx());
        try {
            UploadedDocument file = UploadedDocument.ofForm(request.ctx());
            limits.applicant(request.person().subject());
            request.laterEither(
                    readings.read(file),
                    reading -> take(request, draft, reading, file.name()),
                    failure -> refuse(request, draft, why(request, failure)));
        } catch (RuntimeException e) {
            refuse(request, draft, why(request, e));
        }
    }

    private static String why(PageRequest request, Throwable failure) {
        Problem problem = request.problem(failure);
        return problem.code() == ErrorCode.MISSING_FIELD
                ? request.texts().lookup("file.none")
                : WritePage.why(request, failure);
    }

    private void take(PageRequest request, Draft draft, DocumentReading reading, String name) {
        FilledDraft filled = FilledDraft.of(draft, drafts.lastBox(draft.key()), reading);
        if (filled.draft().boxes().size() > Limits.MAX_SECTIONS) {
            refuse(request, draft, request.texts().problem(ErrorCode.TOO_MANY_SECTIONS, 400));
            return;
        }
        drafts.keepIfFit(request.person().subject(), filled.draft(), request.texts())
                .ifPresent(basis -> DraftForm.kept(request, basis));
        show(request, 200, filled.draft(), FileTold.of(name, filled, reading));
    }

    private void refuse(PageRequest request, Draft draft, String why) {
        // 422, as browsers ask nobody about it and nothing was taken
        show(request, 422, draft, FileTold.refused(why));
    }

    private void show(PageRequest request, int status, Draft draft, FileTold told) {
        if (request.isPart()) {
            request.show(status, "applicants/file-part.jte", Map.of("draft", draft, "file", told));
        } else {
            WritePage.show(request, status, draft, readings.maxBytes(), Map.of("file", told));
        }
    }
}
