package org.dupcheck.gateway.pages.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.keys.KeyService;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;

/** The keys of programs: a list with a form for a new one, and a page of each that asks before anything ends. Thread-safe. */
public final class KeyPages {
    private static final String PATH = "/operations/keys";
    private static final String ONE = PATH + "/{id}";
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

    private final KeyService service;

    public KeyPages(KeyService service) {
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, request -> list(request, 200, new Typed("", "", "", List.of()), null, ""));
        routes.post(PATH, OPERATORS, this::add);
        routes.get(ONE, OPERATORS, this::one);
        routes.post(ONE + "/rotate", OPERATORS, this::rotate);
        routes.post(ONE + "/revoke", OPERATORS, this::revoke);
    }

    /** What a form holds, as it was typed. */
    public record Typed(String name, String types, String days, List<String> roles) {
        public Typed {
            roles = List.copyOf(roles);
        }
    }

    /**
     * The list as it is shown.
     *
     * @param roles that who asks may give
     * @param made a key that was just made; null for none
     */
    public record Listed(
            List<ApiKeys.Key> keys,
            List<Role> roles,
            Typed typed,
            @Nullable String made,
            String refusal) {
        public Listed {
            keys = List.copyOf(keys);
            roles = List.copyOf(roles);
        }
    }

    private void list(PageRequest request, int status, Typed typed, @Nullable String made, String refusal) {
        Caller person = request.person();
        List<Role> roles = Role.OF_KEYS.stream()
                .filter(role -> person.grants().roles().contains(role))
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("listed", new Listed(service.list(person), roles, typed, made, refusal));
        request.show(status, "operations/keys.jte", parameters);
    }

    private void add(PageRequest request) {
        Typed typed = new Typed(
                request.typed("name"),
                request.typed("types"),
                request.typed("days"),
                request.ctx().formParams("role"));
        ApiKey made;
        try {
            made = service.add(request.person(), typed.name(), grants(typed), days(typed));
        } catch (ProblemException e) {
            Problem problem = request.problem(e);
            if (problem.code() == ErrorCode.FORBIDDEN && problem.path() == null) {
                throw e;
            }
            list(request, 422, typed, null, refusal(request, problem));
            return;
        }
        list(request, 200, new Typed("", "", "", List.of()), made.text(), "");
    }

    private static String refusal(PageRequest request, Problem problem) {
        return switch (String.valueOf(problem.path())) {
            case "name" -> request.texts().lookup("keys.wrongName");
            case "types" -> request.texts().lookup("keys.wrongTypes");
            case "days" -> request.texts().lookup("keys.wrongDays");
            default -> request.texts().lookup("keys.wrongRole");
        };
    }

    private static Grants grants(Typed typed) {
        List<String> types = Arrays.stream(typed.types().split("[,，\\s]+"))
                .filter(type -> !type.isEmpty())
                .toList();
        List<String> written = new ArrayList<>();
        for (String role : typed.roles()) {
            if (types.isEmpty()) {
                written.add(role);
            }
            types.forEach(type -> written.add(role + ":" + type));
        }
        try {
            return Grants.parseOfKey(written);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("types", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Integer days(Typed typed) {
        try {
            return typed.days().isEmpty() ? null : Integer.valueOf(typed.days());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("days", "days is no number");
        }
    }

    private void one(PageRequest request) {
        ApiKeys.Key key = service.find(request.person(), id(request));
        request.show(
                "operations/key.jte",
                Map.of(
                        "key",
                        key,
                        "counts",
                        key.isValid(request.frame().now()),
                        "isGivable",
                        KeyService.mayGive(request.person(), Grants.read(key.grants()))));
    }

    private void rotate(PageRequest request) {
        ApiKey made = service.rotate(request.person(), id(request));
        list(request, 200, new Typed("", "", "", List.of()), made.text(), "");
    }

    private void revoke(PageRequest request) {
        service.revoke(request.person(), id(request));
        request.goTo(PATH + "/" + id(request));
    }

    private static String id(PageRequest request) {
        return Parameters.path(request.ctx(), "id");
    }
}
