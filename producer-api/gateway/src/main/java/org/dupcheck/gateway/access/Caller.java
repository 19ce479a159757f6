package org.dupcheck.gateway.access;

import java.util.Set;
import org.dupcheck.contract.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom we know: a person on the pages, or a program.
 *
 * @param subject names who it is for good; of an applicant the user id
 * @param name for people to read
 */
public record Caller(String subject, String name, Grants grants) {
    /** Subjects of programs that have a key begin so, and those of people never do. */
    public static final String KEY_PREFIX = "key:";

    /** As whom messages of theirs are sent; null where the subject is nothing that could be kept as one. */
    public @Nullable Sender sender() {
        if (Sender.idIn(subject) == null) {
            return null;
        }
        return subject.startsWith(KEY_PREFIX) ? Sender.key(subject) : Sender.person(subject);
    }

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
