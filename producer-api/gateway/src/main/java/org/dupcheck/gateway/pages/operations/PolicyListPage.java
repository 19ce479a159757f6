package org.dupcheck.gateway.pages.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.policies.PolicyService;
import org.dupcheck.store.policies.Policies;

/** The business types with the policies that they have, and the way to each; a type that is misspelt is told. Thread-safe. */
public final class PolicyListPage {
    static final String PATH = "/operations/policies";

    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final int TYPES = 200;

    private final PolicyService service;

    public PolicyListPage(PolicyService service) {
        this.service = service;
    }

    /** Adds its route. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, this::list);
    }

    /** Whether something is there of that type, or the operator is one of it. */
    static boolean isKnown(PolicyService service, PageRequest request, String type) {
        return Filters.types(request, OPERATORS).contains(type) || service.isKnown(type);
    }

    /**
     * What is listed.
     *
     * @param saved the newest version of each type that has one
     * @param builtIn types that have none, and of which there are submissions
     * @param unknown a type that was asked for and that nothing is known of; empty for none
     */
    public record Listed(List<Policies.Version> saved, List<String> builtIn, String unknown) {
        public Listed {
            saved = List.copyOf(saved);
            builtIn = List.copyOf(builtIn);
        }

        /** All types that are known, by name. */
        public List<String> types() {
            return Stream.concat(saved.stream().map(Policies.Version::businessType), builtIn.stream())
                    .sorted()
                    .toList();
        }
    }

    /** The list; a type that is asked for leads on to its page. Of one that nobody has heard of it is asked whether it is meant. */
    private void list(PageRequest request) {
        String asked = request.typed("type");
        if (!asked.isEmpty() && isKnown(service, request, asked)) {
            request.goTo(PolicyPages.path(asked));
            return;
        }
        if (!asked.isEmpty()) {
            Validator.check(Policy.builtIn(asked));
        }
        List<String> own = Filters.types(request, OPERATORS);
        Predicate<String> isOwn = type -> own.isEmpty() || own.contains(type);
        List<Policies.Version> saved = service.newest(TYPES).stream()
                .filter(version -> isOwn.test(version.businessType()))
                .toList();
        Set<String> withPolicy =
                saved.stream().map(Policies.Version::businessType).collect(Collectors.toSet());
        List<String> builtIn = Stream.concat(own.stream(), service.types(TYPES).stream())
                .filter(isOwn)
                .filter(type -> !withPolicy.contains(type))
                .distinct()
                .sorted()
                .toList();
        request.show("operations/policies.jte", Map.of("listed", new Listed(saved, builtIn, asked)));
    }
}
