package org.dupcheck.check.checking;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.store.checks.StartedCheck;
import org.jspecify.annotations.Nullable;

/**
 * The policies that checks began under, each read once. Keyed by their bytes: a database that was put back may give a version
 * to another policy. Bounded, the one not used for longest goes first. Thread-safe.
 */
public final class KnownPolicies {
    private static final int MAX_KNOWN = 64;

    private final JsonCodec codec;
    private final Map<String, Policy> known = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Policy> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    public KnownPolicies(JsonCodec codec) {
        this.codec = codec;
    }

    /** The policy that was in force when the check began. */
    Policy inForce(StartedCheck started) {
        return of(started.claim().key().document().businessType(), started.policy());
    }

    /** @param json null: the built-in one */
    public Policy of(String businessType, @Nullable String json) {
        return json == null ? Policy.builtIn(businessType) : read(json);
    }

    private Policy read(String json) {
        synchronized (known) {
            @Nullable Policy policy = known.get(json);
            if (policy == null) {
                policy = codec.read(json, Policy.class);
                known.put(json, policy);
            }
            return policy;
        }
    }
}
