package org.dupcheck.app.node;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which node this is.
 *
 * @param nodeId of this start of it: a restart is another one
 * @param name the same from start to start where its port is named
 */
record Identity(String nodeId, String name, List<String> roles, String version) {
    /** Of a start that begins now. */
    static Identity of(String name, Set<Role> roles) {
        return new Identity(
                UUID.randomUUID().toString(),
                name,
                roles.stream().sorted().map(Role::label).toList(),
                Version.ofThisBuild());
    }
}
