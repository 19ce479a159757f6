package org.dupcheck.notifier.sms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of providers and of plug-ins as somebody has written them. */
final class Names {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private Names() {}

    /** @throws IllegalArgumentException whose message begins with {@code field} */
    static String require(String field, @Nullable String name) {
        if (name == null || !PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException(field + ": up to 32 lower-case letters, digits and dashes expected");
        }
        return name;
    }
}
