package org.dupcheck.gateway.access;

import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; for all types, or for some. */
public enum Role implements RouteRole {
    /** A business module: submits and decides for its applicants, publishes reference events. */
    MODULE,
    /** Writes and submits; sees own submissions alone. */
    APPLICANT,
    /** Reads verdicts with both texts, and judges them. */
    REVIEWER,
    /** Sees how the system is, sets policies, and may repeat what failed. */
    OPERATOR,
    /** Reads verdicts and what became of them; changes nothing. */
    AUDITOR;

    /** Those that a key may have: an applicant is a person. */
    public static final List<Role> OF_KEYS = List.of(MODULE, REVIEWER, OPERATOR, AUDITOR);

    /** Its name as keys and tokens write it: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Their names for people, as in "module, reviewer or auditor". */
    static String labels(List<Role> roles) {
        List<String> labels = roles.stream().map(Role::label).toList();
        int last = labels.size() - 1;
        return last < 1
                ? String.join("", labels)
                : String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
    }

    static Optional<Role> find(String label) {
        for (Role role : values()) {
            if (role.name().equalsIgnoreCase(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
