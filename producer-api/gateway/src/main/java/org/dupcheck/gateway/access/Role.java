package org.dupcheck.gateway.access;

import io.javalin.security.RouteRole;
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

    /** Its name as keys and tokens write it: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
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
