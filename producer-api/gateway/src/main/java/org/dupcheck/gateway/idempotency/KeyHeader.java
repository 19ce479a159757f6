package org.dupcheck.gateway.idempotency;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of draft-ietf-httpapi-idempotency-key-header-07: a string in quotes (RFC 9651). One without quotes is
 * taken as well, since most clients send it so.
 */
final class KeyHeader {
    static final String NAME = "Idempotency-Key";
    static final int MAX_LENGTH = 200;

    private KeyHeader() {}

    /**
     * The key; null where the request names none.
     *
     * @throws ProblemException where it cannot be one
     */
    static @Nullable String read(Context ctx) {
        List<String> values = Collections.list(ctx.req().getHeaders(NAME));
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw invalid(NAME + " is named " + values.size() + " times");
        }
        String key = unquoted(values.get(0).strip());
        if (key.isEmpty() || key.length() > MAX_LENGTH || !key.chars().allMatch(KeyHeader::isPlain)) {
            throw invalid(NAME + ": 1 to " + MAX_LENGTH
                    + " printable ASCII characters other than space, comma, quote and backslash expected");
        }
        return key;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7f && "\"\\,".indexOf(character) < 0;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid(NAME, detail);
    }
}
