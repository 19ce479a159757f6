package org.dupcheck.gateway.pages.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The four sample people of a trial on one machine: whoever opens the pages chooses one of them. */
final class LocalPeople {
    private static final List<Person> ALL = List.of(
            new Person("wang", "王芳", Set.of(PersonRole.APPLICANT)),
            new Person("li", "李明", Set.of(PersonRole.APPLICANT)),
            new Person("chen", "陈静", Set.of(PersonRole.REVIEWER)),
            new Person("zhao", "赵强", Set.of(PersonRole.OPERATOR, PersonRole.REVIEWER)));

    private LocalPeople() {}

    static List<Person> all() {
        return ALL;
    }

    static Optional<Person> find(String subject) {
        return ALL.stream().filter(person -> person.subject().equals(subject)).findFirst();
    }
}
