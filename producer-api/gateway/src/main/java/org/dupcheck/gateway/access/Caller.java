package org.dupcheck.gateway.access;

import java.util.Set;

/**
 * Somebody whom we know: a person on the pages, or a program.
 *
 * @param subject names who it is for good; of an applicant the user id
 * @param name for people to read
 */
public record Caller(String subject, String name, Grants grants) {
    /** Subjects of programs that have a key begin so, and those of people never do. */
    public static final String KEY_PREFIX = "key:";

    /** The roles in their order, for a template. */
    public Set<Role> roles() {
        return grants.roles();
    }

    public boolean isApplicant() {
        return grants.roles().contains(Role.APPLICANT);
    }

    public boolean isReviewer() {
        return grants.roles().contains(Role.REVIEWER);
    }

    public boolean isOperator() {
        return grants.roles().contains(Role.OPERATOR);
    }

    public boolean isAuditor() {
        return grants.roles().contains(Role.AUDITOR);
    }
}
