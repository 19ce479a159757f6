package org.dupcheck.app.node;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node can do; any set of them, on any number of nodes. */
public enum Role {
    /** HTTP: takes submissions, shows verdicts. */
    GATEWAY,
    /** Checks submissions against the reference set. */
    CHECK,
    /** Keeps the reference set. */
    CORPUS_SYNC,
    /** Tells people, and submits work orders. */
    NOTIFIER;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads roles separated by commas.
     *
     * @throws IllegalArgumentException where one is unknown, or there is none
     */
    public static Set<Role> parse(String list) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String part : list.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.label().equals(part.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no role '" + part.strip() + "'; the roles are " + labels(Set.of(values())))));
        }
        return roles;
    }

    public static String labels(Set<Role> roles) {
        return roles.stream().sorted().map(Role::label).collect(Collectors.joining(","));
    }
}
