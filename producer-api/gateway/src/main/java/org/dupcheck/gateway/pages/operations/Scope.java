package org.dupcheck.gateway.pages.operations;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.jspecify.annotations.Nullable;

/** What the address of an operators' list asks for. */
final class Scope {
    static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

    private Scope() {}

    /**
     * The business type; whoever operates some types alone sees one at a time.
     *
     * @return null for all
     */
    static @Nullable String type(PageRequest request) {
        String asked = request.given("type");
        Set<String> own = request.person().grants().types(OPERATORS).orElse(null);
        if (own == null) {
            return asked;
        }
        if (asked == null) {
            return own.iterator().next();
        }
        if (!own.contains(asked)) {
            throw ProblemException.notFound("there is no such type");
        }
        return asked;
    }

    /** The types to choose from; empty where any may be written. */
    static List<String> types(PageRequest request) {
        return request.person().grants().types(OPERATORS).map(List::copyOf).orElse(List.of());
    }

    /** A constant's name in whatever case; null where it is absent. */
    static <E extends Enum<E>> @Nullable E constant(PageRequest request, String name, Class<E> type) {
        String value = request.given(name);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw ProblemException.invalid(name, name + " has a value that is not known");
    }
}
