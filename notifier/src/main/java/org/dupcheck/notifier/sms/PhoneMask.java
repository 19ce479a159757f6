package org.dupcheck.notifier.sms;

/** Telephone numbers as logs may show them. */
final class PhoneMask {
    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 2;

    private PhoneMask() {}

    /** {@code 138******78} for {@code 13812345678}; nothing but stars for a number too short to hide anything in. */
    static String mask(String phone) {
        int hidden = phone.length() - SHOWN_AT_START - SHOWN_AT_END;
        if (hidden < SHOWN_AT_START) {
            return "*".repeat(phone.length());
        }
        return phone.substring(0, SHOWN_AT_START) + "*".repeat(hidden) + phone.substring(phone.length() - SHOWN_AT_END);
    }
}
