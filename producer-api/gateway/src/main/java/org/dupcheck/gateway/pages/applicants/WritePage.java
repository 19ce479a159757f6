package org.dupcheck.gateway.pages.applicants;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.Frame;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.submissions.SubmissionAcceptance.Outcome;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.StoredCheck;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * An applicant writes a document, has it compared, and submits it: on a page of ours, or within one of a business module's.
 * Thread-safe.
 */
public final class WritePage {
    static final String PATH = "/write";

    /** The same form twice; what belongs to it is below each. */
    private static final List<String> PATHS = List.of(PATH, Frame.EMBEDDED);

    private static final String COMPARE = "/compare";
    private static final String SUBMIT = "/submit";

    /** Where a file is sent, with all that was typed. */
    public static final List<String> FILE_PATHS = below(FileForm.NAME);
    /** Where all that was typed is sent. */
    public static final List<String> TEXT_PATHS =
            below(COMPARE, SUBMIT, DraftForm.KEEP, DraftForm.ADD, SectionChips.NAME);

    /** How long one request waits for a verdict; after that the page asks again. */
    static final int WAIT_MILLIS = 2_000;
    /** How often a page asks again, once a second. */
    static final int MAX_TRIES = 60;

    static final int MAX_BOX = 999_999;

    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);

    private final ApplicantActions actions;
    private final OwnDocuments own;
    private final OwnVerdicts verdicts;
    private final KeptDrafts drafts;
    private final DraftForm keeping;
    private final SectionChips chips;
    private final FileForm files;

    /** @param clock for when a draft was changed */
    public WritePage(ApplicantActions actions, Store store, VerdictQueries verdicts, JsonCodec codec, Clock clock) {
        this.actions = actions;
        this.own = new OwnDocuments(store);
        this.verdicts = new OwnVerdicts(verdicts, store, codec);
        this.drafts = new KeptDrafts(store, this.verdicts, clock);
        this.keeping = new DraftForm(actions.limits(), own, drafts);
        this.files = new FileForm(actions.readings(), actions.limits(), own, drafts);
        this.chips = new SectionChips(actions, own, this.verdicts, drafts);
    }

    /** Drafts that nobody goes on with. */
    public static Purge purge(Store store) {
        return KeptDrafts.purge(store);
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        for (String path : PATHS) {
            routes.get(path, APPLICANTS, this::open);
            routes.post(path + COMPARE, APPLICANTS, request -> check(request, Mode.PRECHECK));
            routes.post(path + SUBMIT, APPLICANTS, request -> check(request, Mode.SUBMIT));
            routes.getPart(path + "/result", APPLICANTS, this::askAgain);
            keeping.addTo(routes, path);
            chips.addTo(routes, path);
            files.addTo(routes, path);
        }
    }

    private static List<String> below(String... names) {
        return PATHS.stream()
                .flatMap(path -> Stream.of(names).map(name -> path + name))
                .toList();
    }

    /** The document that the form or the address names. */
    static BusinessKey key(PageRequest request) {
        String type = request.given("type");
        String id = request.given("id");
        if (id == null) {
            throw ProblemException.notFound("you have no such document");
        }
        return new BusinessKey(type == null ? OwnDocuments.TYPE : type, id);
    }

    /** The document as further parameters of an address. */
    static String document(BusinessKey key) {
        return "&type=" + encode(key.businessType()) + "&id=" + encode(key.businessId());
    }

    /** Where a document is written. */
    static String path(BusinessKey key) {
        return PATH + "?" + document(key).substring(1);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void open(PageRequest request) {
        if (request.given("id") == null) {
            request.goTo(request.frame().writePath() + "?id=" + own.newId(request.person()));
            return;
        }
        BusinessKey key = key(request);
        own.require(request.person(), key);
        Draft draft = drafts.open(key, request.person().subject(), request.texts());
        show(request, 200, draft, Map.of("chips", drafts.chips(request, draft)));
    }

    private void check(PageRequest request, Mode mode) {
        BusinessKey key = key(request);
        own.require(request.person(), key);
        Draft form = Draft.of(key, request.ctx());
        String userId = request.person().subject();
        try {
            DraftForm.kept(request, drafts.keep(userId, form, request.texts()));
            if (form.isEmpty()) {
                tell(request, form, Told.refused(request.texts().lookup("write.noText")));
                return;
            }
            Submission submission = form.submission(
                    actions.submissions().nextRevision(),
                    mode,
                    userId,
                    own.newestKept(key).orElse(null),
                    request.texts());
            Validator.check(submission);
            request.laterEither(
                    actions.submissions().check(submission, WAIT_MILLIS),
                    outcome -> accepted(request, form, submission, outcome),
                    failure -> tell(request, form, Told.refused(why(request, failure))));
        } catch (RuntimeException e) {
            tell(request, form, Told.refused(why(request, e)));
        }
    }

    private void accepted(PageRequest request, Draft form, Submission submission, Outcome outcome) {
        Draft now = form;
        if (submission.mode() == Mode.SUBMIT) {
            now = form.on(submission.revision());
            drafts.submitted(request.person().subject(), form.key(), submission.revision());
            DraftForm.kept(request, now.basedOn());
        }
        tell(request, now, told(request, submission, outcome));
    }

    /** The form's fields by their names, where one of them is at fault. */
    static String why(PageRequest request, Throwable failure) {
        if (failure instanceof OutdatedFormException) {
            return request.texts().lookup("write.outdated");
        }
        Problem problem = request.problem(failure);
        return problem.code() == ErrorCode.INVALID_FIELD
                ? request.texts().lookup("write.invalidField")
                : request.texts().problem(problem.code(), problem.status());
    }

    private Told told(PageRequest request, Submission submission, Outcome outcome) {
        if (outcome.verdict() != null) {
            String verdictId = verdicts.verdict(outcome.verdict()).verdictId();
            return told(submission.mode(), verdicts.require(verdictId));
        }
        if (outcome.state() == CheckState.SUPERSEDED || outcome.state() == CheckState.WITHDRAWN) {
            return Told.of(Told.State.OVERTAKEN);
        }
        return waiting(request, submission.key(), submission.mode(), submission.revision(), 1);
    }

    private Told told(Mode mode, StoredVerdict stored) {
        OwnResult result = verdicts.result(stored);
        Told.State state = mode == Mode.PRECHECK
                ? Told.State.COMPARED
                : result.verdict().confirmationReasons().isEmpty() ? Told.State.CLEAN : Told.State.ASKS;
        return new Told(state, result, null, null);
    }

    private static Told waiting(PageRequest request, BusinessKey key, Mode mode, long revision, int tries) {
        String again = request.frame().writePath() + "/result?mode=" + mode + document(key) + "&revision=" + revision
                + "&tries=" + tries;
        return new Told(mode == Mode.PRECHECK ? Told.State.COMPARING : Told.State.CHECKING, null, null, again);
    }

    private void askAgain(PageRequest request) {
        BusinessKey key = key(request);
        own.require(request.person(), key);
        Mode mode = Parameters.optionalEnum(request.ctx(), "mode", Mode.class);
        Long revision = Parameters.optionalCount(request.ctx(), "revision");
        int tries = Parameters.number(request.ctx(), "tries", 1, 1, MAX_TRIES);
        if (mode == null || revision == null) {
            throw ProblemException.invalid("revision", "mode or revision is missing");
        }
        StoredCheck row = (mode == Mode.PRECHECK
                        ? actions.checks().findPreCheck(CheckKey.document(key))
                        : actions.checks().findSubmission(key))
                .orElse(null);
        show(request, seen(request, key, mode, revision, tries, row));
    }

    private Told seen(
            PageRequest request, BusinessKey key, Mode mode, long revision, int tries, @Nullable StoredCheck row) {
        if (row != null
                && (row.revision() > revision || (row.revision() == revision && row.state() == CheckState.WITHDRAWN))) {
            return Told.of(Told.State.OVERTAKEN);
        }
        if (row != null
                && row.revision() == revision
                && row.state() == CheckState.FINISHED
                && row.verdictId() != null) {
            return told(mode, verdicts.require(row.verdictId()));
        }
        return tries >= MAX_TRIES ? Told.of(Told.State.LATE) : waiting(request, key, mode, revision, tries + 1);
    }

    /** Below the form; without a script the whole page, with all that was typed. */
    private void tell(PageRequest request, Draft draft, Told told) {
        if (request.isPart()) {
            show(request, told);
        } else {
            show(request, status(told), draft, Map.of("told", told));
        }
    }

    private static void show(PageRequest request, Told told) {
        request.show(status(told), "applicants/told.jte", Map.of("told", told));
    }

    private void show(PageRequest request, int status, Draft draft, Map<String, Object> told) {
        show(request, status, draft, actions.readings().maxBytes(), told);
    }

    /** The whole page. */
    static void show(PageRequest request, int status, Draft draft, int maxFileBytes, Map<String, Object> told) {
        Map<String, Object> parameters = new HashMap<>(told);
        parameters.put("draft", draft);
        parameters.put("maxFileBytes", maxFileBytes);
        request.show(status, "applicants/write.jte", parameters);
    }

    /** 422, as browsers ask nobody about it and nothing was taken. */
    private static int status(Told told) {
        return told.state() == Told.State.REFUSED ? 422 : 200;
    }
}
