package org.dupcheck.gateway.pages.people;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** What the address of a list asks for. */
public final class Filters {
    private Filters() {}

    /**
     * The business type; whoever has the role for some types alone sees one at a time.
     *
     * @param roles whose list it is
     * @return null for all
     */
    public static @Nullable String type(PageRequest request, Set<Role> roles) {
        String asked = request.given("type");
        Set<String> own = request.person().grants().types(roles).orElse(null);
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
    public static List<String> types(PageRequest request, Set<Role> roles) {
        return request.person().grants().types(roles).map(List::copyOf).orElse(List.of());
    }

    /** A constant's name in whatever case; null where it is absent. */
    public static <E extends Enum<E>> @Nullable E constant(PageRequest request, String name, Class<E> type) {
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
