package org.dupcheck.app.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.contract.ReferenceEvent;
import org.jspecify.annotations.Nullable;

/** The ids in force before a load, by type, asked for when a type first comes up; and those the load has added. Not thread-safe. */
final class InForce {
    private final @Nullable GatewayApi api;
    private final Map<String, Set<String>> ids = new HashMap<>();

    /** @param api null where no gateway is known: then only what the load itself replaces is known */
    InForce(@Nullable GatewayApi api) {
        this.api = api;
    }

    /** Whether the document replaces one; from now on it counts as there. */
    boolean replaces(ReferenceEvent document) {
        return !ids.computeIfAbsent(document.documentType(), this::known).add(document.documentId());
    }

    private Set<String> known(String type) {
        Set<String> known = new HashSet<>();
        if (api != null) {
            Documents.each(api, type, null, Long.MAX_VALUE, document -> known.add(document.documentId()));
        }
        return known;
    }
}
