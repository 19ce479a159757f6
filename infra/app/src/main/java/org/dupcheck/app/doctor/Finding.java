package org.dupcheck.app.doctor;

/**
 * What one look has shown.
 *
 * @param subject what was looked at, a word or two
 * @param wrong whether something has to be done
 * @param what how it is
 * @param remedy what to do; empty where nothing is wrong
 */
public record Finding(String subject, boolean wrong, String what, String remedy) {
    static Finding fine(String subject, String what) {
        return new Finding(subject, false, what, "");
    }

    static Finding wrong(String subject, String what, String remedy) {
        return new Finding(subject, true, what, remedy);
    }
}
