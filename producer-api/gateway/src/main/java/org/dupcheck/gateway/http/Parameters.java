package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters; a refusal names the parameter. */
public final class Parameters {
    static final int MAX_WAIT_MILLIS = 10_000;
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private static final String WAIT = "waitMs";

    private Parameters() {}

    /**
     * The handler, for requests that name no other query parameters than these, and none twice. A misspelt filter would
     * otherwise list everything.
     */
    public static Handler only(Handler handler, String... names) {
        List<String> known = List.of(names);
        return ctx -> {
            QueryString.parameters(ctx).forEach((name, values) -> {
                if (!known.contains(name)) {
                    throw unknown(name, known);
                }
                if (values.size() > 1) {
                    throw ProblemException.invalid(name, name + " is named " + values.size() + " times");
                }
            });
            handler.handle(ctx);
        };
    }

    private static ProblemException unknown(String name, List<String> known) {
        String nearest = Problems.nearest(name, known);
        String others = known.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", known);
        return new ProblemException(
                ErrorCode.UNKNOWN_FIELD,
                name,
                name + " is no query parameter of this call" + (nearest.isEmpty() ? others : nearest));
    }

    /** A decoded path parameter. The database can hold no NUL, and no id has a control character. */
    public static String path(Context ctx, String name) {
        return clean(name, ctx.pathParam(name));
    }

    /** The business document that the path names by {@code type} and {@code id}. */
    public static BusinessKey businessKey(Context ctx) {
        return new BusinessKey(path(ctx, "type"), path(ctx, "id"));
    }

    /** A query parameter; null where it is absent or empty. */
    public static @Nullable String optional(Context ctx, String name) {
        List<String> values = QueryString.parameters(ctx).getOrDefault(name, List.of());
        return values.isEmpty() || values.get(0).isEmpty() ? null : clean(name, values.get(0));
    }

    /** @throws ProblemException where the query parameter is absent or empty */
    public static String required(Context ctx, String name) {
        String value = optional(ctx, name);
        if (value == null) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, name, name + " is missing");
        }
        return value;
    }

    /** {@code limit}, {@value #DEFAULT_LIMIT} where absent. */
    public static int limit(Context ctx) {
        return number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** {@code waitMs}, 0 where absent. */
    public static int waitMillis(Context ctx) {
        return waitMillis(ctx, 0);
    }

    /** {@code waitMs}, where absent the number given. */
    public static int waitMillis(Context ctx, int absent) {
        return number(ctx, WAIT, absent, 0, MAX_WAIT_MILLIS);
    }

    /** {@code waitMs} of the query; null where it is left to the body. */
    public static @Nullable Integer optionalWaitMillis(Context ctx) {
        return optional(ctx, WAIT) == null ? null : Integer.valueOf(waitMillis(ctx));
    }

    /** A whole number from 0 on; null where absent. */
    public static @Nullable Long optionalCount(Context ctx, String name) {
        String value = optional(ctx, name);
        if (value == null) {
            return null;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ProblemException.invalid(name, name + " is not a whole number from 0 on");
    }

    /** The bound of {@code waitMs} for one that came in the body. */
    public static int waitMillis(int value) {
        if (value < 0 || value > MAX_WAIT_MILLIS) {
            throw outside(WAIT, 0, MAX_WAIT_MILLIS);
        }
        return value;
    }

    /** {@code true} or {@code false}; false where absent. */
    public static boolean flag(Context ctx, String name) {
        String value = optional(ctx, name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name, name + " is neither true nor false");
    }

    /** A constant's name in whatever case; null where absent. */
    public static <E extends Enum<E>> @Nullable E optionalEnum(Context ctx, String name, Class<E> type) {
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

    /** A whole number within these bounds, both included. */
    public static int number(Context ctx, String name, int absent, int min, int max) {
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
