package org.dupcheck.gateway.pages.people;

import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody who is signed in.
 *
 * @param subject names the person for good; an applicant's user id
 */
public record Person(String subject, String name, Set<PersonRole> roles) {
    /** Copies the set. */
    public Person {
        roles = Set.copyOf(roles);
    }

    /** Whether the person has one of those roles. */
    public boolean isOneOf(Set<PersonRole> allowed) {
        return roles.stream().anyMatch(allowed::contains);
    }

    /** The roles in their order, for a template. */
    public Set<PersonRole> sortedRoles() {
        return EnumSet.copyOf(roles);
    }

    public boolean isApplicant() {
        return roles.contains(PersonRole.APPLICANT);
    }

    public boolean isReviewer() {
        return roles.contains(PersonRole.REVIEWER);
    }

    public boolean isOperator() {
        return roles.contains(PersonRole.OPERATOR);
    }
}
