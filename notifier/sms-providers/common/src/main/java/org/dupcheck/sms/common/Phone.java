package org.dupcheck.sms.common;

/**
 * A telephone number as providers in China want it.
 *
 * @param digits with the country's code where it is not one of the mainland
 * @param mainland whether it is a mobile number of the mainland, which has 11 digits
 */
public record Phone(String digits, boolean mainland) {
    private static final String CHINA = "86";
    private static final int MOBILE_DIGITS = 11;

    /** Reads {@code 138…}, {@code +86 138…}, {@code 0086138…}, {@code 86138…} and, for other countries, {@code +852…}. */
    public static Phone of(String written) {
        String digits = written.replaceAll("\\D", "");
        boolean international = written.strip().startsWith("+");
        if (!international && digits.startsWith("00")) {
            digits = digits.substring(2);
            international = true;
        }
        if (digits.length() == MOBILE_DIGITS + CHINA.length() && digits.startsWith(CHINA + "1")) {
            return new Phone(digits.substring(CHINA.length()), true);
        }
        return new Phone(digits, !international && digits.length() == MOBILE_DIGITS && digits.startsWith("1"));
    }

    /** As E.164 has it: with a plus and the country's code. */
    public String e164() {
        return "+" + (mainland ? CHINA : "") + digits;
    }

    /** With stars. */
    @Override
    public String toString() {
        return "Phone[***]";
    }
}
