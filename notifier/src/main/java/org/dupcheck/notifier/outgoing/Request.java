package org.dupcheck.notifier.outgoing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a server. May hold secrets and personal data: not to be logged.
 *
 * @param method in upper case
 * @param contentType of the body, such as {@code application/json}; null where there is no body
 * @param body goes as UTF-8; null where there is none
 */
public record Request(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String contentType,
        @Nullable String body) {
    public Request {
        headers = Map.copyOf(headers);
    }

    /** Without anything. */
    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
