package org.dupcheck.gateway.webhooks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Validator;
import org.dupcheck.contract.WebhookEvent;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.jspecify.annotations.Nullable;

/**
 * An address that is to be registered.
 *
 * @param events types of events; none, or absent, for all
 */
record WebhookRequest(
        @Nullable String businessType,
        @Nullable String url,
        @Nullable List<@Nullable String> events) {
    /** The business type. @throws ProblemException where there is none */
    String type() {
        String type = required(businessType, "businessType");
        Validator.check(new BusinessKey(type, "x"));
        return type;
    }

    /** The address. @throws ProblemException where it is not one that may be called */
    String address(OutgoingRules rules) {
        String address = required(url, "url");
        rules.fault(address).ifPresent(fault -> {
            throw ProblemException.invalid("url", "url " + fault);
        });
        return address;
    }

    /** The types of events. @throws ProblemException where there is no such type */
    List<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>();
        List<@Nullable String> all = events == null ? List.of() : events;
        for (int i = 0; i < all.size(); i++) {
            String event = all.get(i);
            if (event == null || !WebhookEvent.TYPES.contains(event)) {
                throw new ProblemException(
                        ErrorCode.UNKNOWN_ENUM,
                        "events[" + i + "]",
                        "events[" + i + "] is none of " + String.join(", ", WebhookEvent.TYPES));
            }
            wanted.add(event);
        }
        return List.copyOf(wanted);
    }

    private static String required(@Nullable String value, String path) {
        if (value == null || value.isEmpty()) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, path, path + " is missing");
        }
        return value;
    }
}
