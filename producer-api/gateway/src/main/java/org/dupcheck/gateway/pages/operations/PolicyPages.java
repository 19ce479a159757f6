package org.dupcheck.gateway.pages.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.Filters;
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
    private static final String PATH = "/operations/policies";
    private static final String ONE = PATH + "/{type}";
    private static final int TYPES = 200;
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
        routes.get(PATH, OPERATORS, this::list);
        routes.get(ONE, OPERATORS, this::one);
        routes.post(ONE, OPERATORS, this::send);
        routes.get(ONE + "/versions/{version}", OPERATORS, this::version);
        routes.get(ONE + "/previews/{previewId}", OPERATORS, this::preview);
    }

    /** Where a type's policy is. */
    public static String path(String type) {
        return PATH + "/" + Links.encode(type);
    }

    /** The list; a type that is asked for leads on to its page, also one that has no policy yet. */
    private void list(PageRequest request) {
        String asked = request.given("type");
        if (asked != null) {
            request.goTo(path(asked.strip()));
            return;
        }
        List<String> own = Filters.types(request, OPERATORS);
        List<Policies.Version> all = service.newest(TYPES).stream()
                .filter(version -> own.isEmpty() || own.contains(version.businessType()))
                .toList();
        request.show("operations/policies.jte", Map.of("policies", all));
    }

    /**
     * A policy's page.
     *
     * @param inForce the version in force, which a save takes the place of
     * @param json what the form says, or else the policy in force
     * @param stale whether somebody else was first, so that {@code json} is what holds now
     * @param wrong the field at fault, as a key of its name; empty for none
     * @param refusal what went wrong; empty for nothing
     * @param preview null where none was asked for
     */
    public record Shown(
            String type,
            PolicyForm form,
            long inForce,
            String json,
            boolean stale,
            String wrong,
            String refusal,
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
        Policy policy = service.inForce(type);
        show(request, 200, shown(type, PolicyForm.of(policy), policy.version(), json(policy), "", "", null));
    }

    private Shown shown(
            String type,
            PolicyForm form,
            long inForce,
            String json,
            String wrong,
            String refusal,
            PolicyPreviews.@Nullable Row preview) {
        return new Shown(type, form, inForce, json, false, wrong, refusal, service.versions(type, VERSIONS), preview);
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
                            request, 200, shown(type, form, expected, json(policy.withVersion(expected)), "", "", row)),
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
            service.save(request.person(), policy, expected);
            request.goTo(path(policy.businessType()));
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
                            "",
                            request.why(e),
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
        String field = problem.path() == null ? "" : problem.path().replaceAll("\\[.*", "");
        boolean isField = problem.status() == 400;
        show(
                request,
                isField ? 422 : problem.status(),
                shown(
                        type,
                        form,
                        expected,
                        json(service.inForce(type)),
                        field,
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
