package org.dupcheck.gateway.pages.people;

import java.util.List;
import java.util.Optional;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.Role;

/** The four sample people of a trial on one machine: whoever opens the pages chooses one of them. */
final class LocalPeople {
    private static final List<Caller> ALL = List.of(
            new Caller("wang", "王芳", Grants.of(Role.APPLICANT)),
            new Caller("li", "李明", Grants.of(Role.APPLICANT)),
            new Caller("chen", "陈静", Grants.of(Role.REVIEWER)),
            new Caller("zhao", "赵强", Grants.of(Role.OPERATOR, Role.REVIEWER, Role.AUDITOR)));

    private LocalPeople() {}

    static List<Caller> all() {
        return ALL;
    }

    static Optional<Caller> find(String subject) {
        return ALL.stream().filter(person -> person.subject().equals(subject)).findFirst();
    }
}
