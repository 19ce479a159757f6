package org.dupcheck.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page of a list ended, as an opaque word for the client to send back in {@code after}. */
final class Cursor {
    private static final String PARAMETER = "after";

    private Cursor() {}

    static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(text.isEmpty() ? "" : "|").append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException where the word was not made by {@link #of} with as many parts */
    static List<String> parse(String cursor, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> split = List.of(text.split("\\|", -1));
            if (split.size() == parts) {
                return split;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid();
    }

    /** @throws ProblemException where it is not a number */
    static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(PARAMETER, "after is no cursor of this list");
    }
}
