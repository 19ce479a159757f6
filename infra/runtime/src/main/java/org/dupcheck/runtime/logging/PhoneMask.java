package org.dupcheck.runtime.logging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides the middle of phone numbers, so that support can tell two apart and nobody can call them. */
public final class PhoneMask {
    private static final int HEAD = 3;
    private static final int TAIL = 4;
    private static final String STARS = "****";

    /** Eleven digits from 1 on, as mobile numbers in China are, standing by themselves. */
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9])((?:\\+?86|0086)?1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])");

    private PhoneMask() {}

    /** {@code 13812345678} to {@code 138****5678}; what is too short to keep so much keeps its last two characters. */
    public static String mask(@Nullable String phone) {
        if (phone == null || phone.isEmpty()) {
            return "";
        }
        int length = phone.length();
        if (length < HEAD + TAIL + 4) {
            return STARS + phone.substring(Math.max(0, length - 2), length);
        }
        return phone.substring(0, length - TAIL - 4) + STARS + phone.substring(length - TAIL);
    }

    /** A text with every mobile number in it masked, whether after +86 or 0086 or not. */
    public static String maskAll(String text) {
        return MOBILE.matcher(text).replaceAll("$1" + STARS + "$2");
    }
}
