package org.dupcheck.gateway;

import io.javalin.http.Context;
import java.util.Locale;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters; a refusal names the parameter. */
final class Parameters {
    static final int MAX_WAIT_MILLIS = 10_000;
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private Parameters() {}

    /** A decoded path parameter. The database can hold no NUL, and no id has a control character. */
    static String path(Context ctx, String name) {
        return clean(name, ctx.pathParam(name));
    }

    static BusinessKey businessKey(Context ctx) {
        return new BusinessKey(path(ctx, "type"), path(ctx, "id"));
    }

    static @Nullable String optional(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null || value.isEmpty() ? null : clean(name, value);
    }

    static String required(Context ctx, String name) {
        String value = optional(ctx, name);
        if (value == null) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, name, name + " is missing");
        }
        return value;
    }

    static int limit(Context ctx) {
        return number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** {@code waitMs}, 0 where absent. */
    static int waitMillis(Context ctx) {
        return number(ctx, "waitMs", 0, 0, MAX_WAIT_MILLIS);
    }

    /** The bound of {@code waitMs} for one that came in the body. */
    static int waitMillis(int value) {
        if (value < 0 || value > MAX_WAIT_MILLIS) {
            throw outside("waitMs", 0, MAX_WAIT_MILLIS);
        }
        return value;
    }

    static <E extends Enum<E>> @Nullable E optionalEnum(Context ctx, String name, Class<E> type) {
        String value = optional(ctx, name);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new ProblemException(ErrorCode.UNKNOWN_ENUM, name, name + " has a value that is not known");
    }

    private static int number(Context ctx, String name, int absent, int min, int max) {
        String value = optional(ctx, name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw outside(name, min, max);
    }

    private static ProblemException outside(String name, int min, int max) {
        return ProblemException.invalid(name, name + " is not a number from " + min + " to " + max);
    }

    private static String clean(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(name, name + " holds a control character");
        }
        return value;
    }
}
