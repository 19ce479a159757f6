package org.dupcheck.gateway.pages.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.policies.PolicyService;
import org.dupcheck.gateway.policies.PreviewService;
import org.dupcheck.store.policies.Policies;
import org.dupcheck.store.policies.PolicyPreviews;
import org.jspecify.annotations.Nullable;

/**
 * What counts for each business type: a list, and a page of each with a form, what the form says as JSON, a preview before it
 * is saved, and the versions of before. Thread-safe.
 */
public final class PolicyPages {
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final String ONE = PolicyListPage.PATH + "/{type}";
    private static final int VERSIONS = 50;
    private static final int WAIT_MILLIS = 8_000;

    private final PolicyService service;
    private final PreviewService previews;
    private final JsonCodec codec;

    public PolicyPages(PolicyService service, PreviewService previews, JsonCodec codec) {
        this.service = service;
        this.previews = previews;
        this.codec = codec;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(ONE, OPERATORS, this::one);
        routes.post(ONE, OPERATORS, this::send);
        routes.get(ONE + "/versions/{version}", OPERATORS, this::version);
        routes.get(ONE + "/previews/{previewId}", OPERATORS, this::preview);
    }

    /** Where a type's policy is. */
    public static String path(String type) {
        return PolicyListPage.PATH + "/" + Links.encode(type);
    }

    /** Why an applicant is asked, in words. */
    public static String reasons(Texts texts, List<ConfirmationReason> reasons) {
        return reasons.isEmpty()
                ? texts.lookup("policies.previewNoReason")
                : reasons.stream().map(texts::name).collect(Collectors.joining(texts.lookup("own.and")));
    }

    /**
     * A policy's page.
     *
     * @param inForce the version in force, which a save takes the place of
     * @param json what the form says, or else the policy in force
     * @param stale whether somebody else was first, so that {@code json} is what holds now
     * @param wrong the field at fault
     * @param refusal what went wrong; empty for nothing
     * @param told what was done; empty for nothing
     * @param preview null where none was asked for
     */
    public record Shown(
            String type,
            PolicyForm form,
            long inForce,
            String json,
            boolean stale,
            PolicyFault wrong,
            String refusal,
            String told,
            List<Policies.Version> versions,
            PolicyPreviews.@Nullable Row preview) {
        /** Of this page. */
        public String path() {
            return PolicyPages.path(type);
        }
    }

    private static String type(PageRequest request) {
        String type = Parameters.path(request.ctx(), "type");
        Validator.check(Policy.builtIn(type));
        if (!request.person().grants().cover(OPERATORS, type)) {
            throw ProblemException.notFound("there is no such type");
        }
        return type;
    }

    private void one(PageRequest request) {
        String type = type(request);
        if (!PolicyListPage.isKnown(service, request, type) && request.given("begin") == null) {
            request.goTo(Links.withQuery(PolicyListPage.PATH, Map.of("type", type)));
            return;
        }
        Policy policy = service.inForce(type);
        List<Policies.Version> versions = service.versions(type, VERSIONS);
        show(
                request,
                200,
                new Shown(
                        type,
                        PolicyForm.of(policy),
                        policy.version(),
                        json(policy),
                        false,
                        PolicyFault.NONE,
                        "",
                        told(request, versions),
                        versions,
                        null));
    }

    /** The answer to a save, which has led on to the page. */
    private static String told(PageRequest request, List<Policies.Version> versions) {
        String saved = request.given("saved");
        if (saved == null || versions.isEmpty()) {
            return "";
        }
        Policies.Version newest = versions.get(0);
        String words = saved.equals("same") ? "policies.savedSame" : "policies.savedNow";
        return request.texts().text(words, newest.version(), request.texts().time(newest.savedAt()));
    }

    private Shown shown(
            String type,
            PolicyForm form,
            long inForce,
            String json,
            PolicyFault wrong,
            String refusal,
            PolicyPreviews.@Nullable Row preview) {
        return new Shown(
                type, form, inForce, json, false, wrong, refusal, "", service.versions(type, VERSIONS), preview);
    }

    private static void show(PageRequest request, int status, Shown shown) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("shown", shown);
        request.show(status, "operations/policy.jte", parameters);
    }

    private String json(Policy policy) {
        return codec.indented(policy);
    }

    /** A preview of what the form says, or a save of it. */
    private void send(PageRequest request) {
        String type = type(request);
        PolicyForm form = PolicyForm.read(request);
        long expected = expected(request);
        Policy policy;
        try {
            policy = form.policy(type);
        } catch (RuntimeException e) {
            refuse(request, type, form, expected, e);
            return;
        }
        if ("save".equals(request.given("action"))) {
            save(request, form, policy, expected);
            return;
        }
        try {
            request.laterEither(
                    previews.request(policy, PreviewService.DEFAULT_SAMPLE, WAIT_MILLIS),
                    row -> show(
                            request,
                            200,
                            shown(type, form, expected, json(policy.withVersion(expected)), PolicyFault.NONE, "", row)),
                    failure -> refuse(request, type, form, expected, failure));
        } catch (ProblemException e) {
            refuse(request, type, form, expected, e);
        }
    }

    /** The version that the form began from. */
    private static long expected(PageRequest request) {
        String given = request.given("expected");
        try {
            return Long.parseLong(given == null ? "" : given);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("expected", "expected is no version");
        }
    }

    private void save(PageRequest request, PolicyForm form, Policy policy, long expected) {
        try {
            Policy saved = service.save(request.person(), policy, expected);
            request.goTo(path(policy.businessType()) + (saved.version() == expected ? "?saved=same" : "?saved=new"));
        } catch (ProblemException e) {
            Problem problem = request.problem(e);
            if (problem.code() != ErrorCode.STALE_POLICY) {
                throw e;
            }
            Policy now = service.inForce(policy.businessType());
            show(
                    request,
                    problem.status(),
                    new Shown(
                            policy.businessType(),
                            form,
                            now.version(),
                            json(now),
                            true,
                            PolicyFault.NONE,
                            request.why(e),
                            "",
                            service.versions(policy.businessType(), VERSIONS),
                            null));
        }
    }

    /** Nothing was saved, and what was typed stays. */
    private void refuse(PageRequest request, String type, PolicyForm form, long expected, Throwable failure) {
        Problem problem = request.problem(failure);
        if (problem.status() >= 500) {
            request.fail(failure);
            return;
        }
        boolean isField = problem.status() == 400;
        PolicyFault fault = problem.path() == null ? PolicyFault.NONE : new PolicyFault(problem.path());
        show(
                request,
                isField ? 422 : problem.status(),
                shown(
                        type,
                        form,
                        expected,
                        json(service.inForce(type)),
                        fault,
                        isField ? request.texts().lookup("policies.wrong") : request.why(failure),
                        null));
    }

    private void version(PageRequest request) {
        String type = type(request);
        long number;
        try {
            number = Long.parseLong(Parameters.path(request.ctx(), "version"));
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("there is no such version");
        }
        Policy policy = service.version(type, number);
        request.show(
                "operations/policy-version.jte",
                Map.of("type", type, "version", number, "path", path(type), "json", json(policy)));
    }

    private void preview(PageRequest request) {
        String type = type(request);
        request.later(
                previews.wait(type, Parameters.path(request.ctx(), "previewId"), WAIT_MILLIS),
                row -> request.show(
                        "operations/policy-preview-page.jte",
                        Map.of("type", type, "path", path(type), "preview", row)));
    }
}
