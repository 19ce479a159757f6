package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of single fields. Every refusal names the field; none quotes its content, which may be personal. */
final class Fields {
    private Fields() {}

    static <T> T required(@Nullable T value, String path) {
        if (value == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, path, path + " is missing");
        }
        return value;
    }

    /** A name: 1 to {@code max} characters, not blank, no control characters. */
    static void id(@Nullable String value, String path, int max) {
        String id = required(value, path);
        if (isBlank(id)) {
            throw invalid(path, path + " is empty");
        }
        text(id, path, max);
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw invalid(path, path + " holds a control character");
        }
    }

    /** A name that stands before the colon of a key. */
    static void type(@Nullable String value, String path) {
        id(value, path, Limits.MAX_TYPE_LENGTH);
        if (required(value, path).indexOf(':') >= 0) {
            throw invalid(path, path + " holds a colon, which ends the type in a key");
        }
    }

    static void optionalId(@Nullable String value, String path, int max) {
        if (value != null) {
            id(value, path, max);
        }
    }

    static void optionalText(@Nullable String value, String path, int max) {
        if (value != null) {
            text(value, path, max);
        }
    }

    /** A text with something to read in it. */
    static void someText(@Nullable String value, String path, int max) {
        String text = required(value, path);
        text(text, path, max);
        if (isBlank(text)) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, path, path + " is empty");
        }
    }

    /** Any well-formed text of at most {@code max} characters. */
    private static void text(String value, String path, int max) {
        wellFormed(value, path);
        if (value.length() > max && value.codePointCount(0, value.length()) > max) {
            throw invalid(path, path + " has more than " + max + " characters");
        }
    }

    /** The text of a section: something to read, no NUL, no unpaired surrogate. */
    static void sectionText(@Nullable String value, String path) {
        String text = required(value, path);
        wellFormed(text, path);
        if (isBlank(text)) {
            throw new InvalidMessageException(ErrorCode.EMPTY_TEXT, path, path + " is empty");
        }
    }

    static void revision(long revision, String path) {
        if (revision < 0) {
            throw invalid(path, path + " is negative");
        }
    }

    /** A revision of content. No later one could follow the greatest number; what takes content back may have it. */
    static void followed(long revision, String path) {
        if (revision == Long.MAX_VALUE) {
            throw invalid(path, path + " is the greatest number there is: no later revision could follow it");
        }
    }

    /** A name that is a segment of paths: clients and proxies resolve these two before a server sees them. */
    static void segment(@Nullable String value, String path) {
        if (".".equals(value) || "..".equals(value)) {
            throw invalid(path, path + " is " + value + ", which no path can hold");
        }
    }

    static void notNegative(long value, String path) {
        if (value < 0) {
            throw invalid(path, path + " is negative");
        }
    }

    /** A share; NaN is none. */
    static void share(double value, String path) {
        if (!(value >= 0 && value <= 1)) {
            throw invalid(path, path + " does not lie between 0 and 1");
        }
    }

    static void time(@Nullable Instant value, String path) {
        Instant time = required(value, path);
        if (time.isBefore(Limits.MIN_TIME) || time.isAfter(Limits.MAX_TIME)) {
            throw invalid(path, path + " lies outside " + Limits.MIN_TIME + " to " + Limits.MAX_TIME);
        }
    }

    /** Refuses what neither PostgreSQL nor UTF-8 can hold. */
    private static void wellFormed(String value, String path) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new InvalidMessageException(
                        ErrorCode.TEXT_HAS_NUL, path, path + " holds a NUL at UTF-16 offset " + i);
            }
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    throw new InvalidMessageException(
                            ErrorCode.TEXT_NOT_UNICODE,
                            path,
                            path + " holds an unpaired surrogate at UTF-16 offset " + i);
                }
                i++;
            }
        }
    }

    /** Blank as people see it: also no-break spaces, which {@code String.isBlank} takes for text. */
    private static boolean isBlank(String value) {
        return value.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    static InvalidMessageException invalid(String path, String message) {
        return new InvalidMessageException(ErrorCode.INVALID_FIELD, path, message);
    }
}
