package org.dupcheck.app.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.contract.DocumentKey;

/** The ids in force, by type: asked for before a load first changes a type, and kept up by what the load changes. Not thread-safe. */
final class InForce {
    private final GatewayApi api;
    private final Map<String, Set<String>> ids = new HashMap<>();

    InForce(GatewayApi api) {
        this.api = api;
    }

    /** Asks for a type that has not come up; to be called before anything of it is published. */
    void ask(String type) {
        ids.computeIfAbsent(type, this::known);
    }

    /** From now on the document counts as there; says whether it did before. */
    boolean put(DocumentKey key) {
        return !of(key).add(key.documentId());
    }

    /** From now on the document counts as gone; says whether it was there. */
    boolean remove(DocumentKey key) {
        return of(key).remove(key.documentId());
    }

    private Set<String> of(DocumentKey key) {
        return ids.computeIfAbsent(key.documentType(), this::known);
    }

    private Set<String> known(String type) {
        Set<String> known = new HashSet<>();
        Documents.each(api, type, null, Long.MAX_VALUE, document -> known.add(document.documentId()));
        return known;
    }
}
