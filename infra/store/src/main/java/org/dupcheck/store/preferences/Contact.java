package org.dupcheck.store.preferences;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has said about how to be reached. Personal data: not to be logged.
 *
 * @param email up to 254 characters of ASCII without spaces and controls, with one @; null where nothing goes by e-mail
 * @param zone a name of the time zone database such as Asia/Shanghai, up to 64 characters; null for that of the settings
 * @param locale a language tag such as zh-CN, up to 35 characters; null for the one that a submission names
 */
public record Contact(
        @Nullable String email,
        @Nullable String zone,
        @Nullable String locale) {
    /** Of who has said nothing. */
    public static final Contact NONE = new Contact(null, null, null);

    private static final int MAX_EMAIL = 254;
    private static final int MAX_LOCALE = 35;

    /**
     * One address and nothing else: neither a list nor a name beside it, nor a line break that would begin another header. A
     * quoted part before the @ is not taken, though it could be an address.
     */
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /** @throws IllegalArgumentException whose message begins with the field's name */
    public Contact {
        if (email != null && !isEmail(email)) {
            throw new IllegalArgumentException("email: one address of up to " + MAX_EMAIL + " characters expected");
        }
        if (zone != null && !isZone(zone)) {
            throw new IllegalArgumentException("zone: a name of the time zone database such as Asia/Shanghai expected");
        }
        if (locale != null && !isLocale(locale)) {
            throw new IllegalArgumentException("locale: a language tag such as zh-CN expected");
        }
    }

    /** As it was kept: what this version, or this machine's time zones, do not know was said by nobody. */
    public static Contact kept(@Nullable String email, @Nullable String zone, @Nullable String locale) {
        return new Contact(
                email != null && isEmail(email) ? email : null,
                zone != null && isZone(zone) ? zone : null,
                locale != null && isLocale(locale) ? locale : null);
    }

    /** Whether it is one address that a message can go to, as this record takes it. */
    public static boolean isEmail(String email) {
        return email.length() <= MAX_EMAIL && EMAIL.matcher(email).matches();
    }

    private static boolean isZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone);
    }

    private static boolean isLocale(String locale) {
        try {
            return !locale.isEmpty()
                    && locale.length() <= MAX_LOCALE
                    && !new Locale.Builder()
                            .setLanguageTag(locale)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** Null where none was named. */
    public @Nullable ZoneId zoneId() {
        return zone == null ? null : ZoneId.of(zone);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "Contact[" + zone + ", " + locale + "]";
    }
}
