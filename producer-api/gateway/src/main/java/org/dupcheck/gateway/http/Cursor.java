package org.dupcheck.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.dupcheck.contract.Limits;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ended, as an opaque word for the client to send back in {@code after}. */
public final class Cursor {
    private static final String PARAMETER = "after";

    private Cursor() {}

    /** A word for these parts, times as microseconds; only the last may hold a {@code |}. */
    public static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            Object written = part instanceof Instant time ? ChronoUnit.MICROS.between(Instant.EPOCH, time) : part;
            text.append(text.isEmpty() ? "" : "|").append(written);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException where the word was not made by {@link #of} with as many parts */
    public static List<String> parse(String cursor, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            // the last part may hold the separator: ids are anything
            List<String> split = List.of(text.split("\\|", parts));
            if (split.size() == parts) {
                return split;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid();
    }

    /** @throws ProblemException where it is not a number */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /**
     * Before which number a list of falling numbers goes on; {@link Long#MAX_VALUE} where {@code after} is absent.
     *
     * @throws ProblemException where it is no such cursor
     */
    public static long before(@Nullable String after) {
        return after == null ? Long.MAX_VALUE : number(parse(after, 1).get(0));
    }

    /** A time that {@link #of} was given; @throws ProblemException where no time stamp can be so */
    public static Instant time(String part) {
        Instant time = Instant.EPOCH.plus(number(part), ChronoUnit.MICROS);
        if (time.isBefore(Limits.MIN_TIME) || time.isAfter(Limits.MAX_TIME)) {
            throw invalid();
        }
        return time;
    }

    /** @throws ProblemException where it is not what an id can be; the database could not even be asked for it */
    public static String id(String part) {
        if (part.length() > Limits.MAX_UUID_LENGTH) {
            throw invalid();
        }
        printable(part);
        return part;
    }

    /** @throws ProblemException where it holds what no id can; the database could not even be asked for it */
    public static void printable(String part) {
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(PARAMETER, "after is no cursor of this list");
    }
}
