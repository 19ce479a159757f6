package org.dupcheck.gateway.common;

import java.util.Collection;

/** Comma-separated values (RFC 4180), with the byte order mark by which Excel knows UTF-8. Not thread-safe. */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What spreadsheets take for the beginning of a formula, the full-width forms included. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    /** Adds a line. A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers do not. */
    public void line(Collection<?> cells) {
        String separator = "";
        for (Object cell : cells) {
            text.append(separator).append(cell instanceof Number ? cell.toString() : quoted(cell.toString()));
            separator = ",";
        }
        text.append("\r\n");
    }

    private static String quoted(String cell) {
        // a spreadsheet passes over blanks in front of a formula
        String begin = cell.isBlank() ? cell : cell.stripLeading();
        boolean formula = !begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0;
        String safe = formula ? "'" + cell : cell;
        boolean special = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\'');
        return special ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** All lines so far. */
    @Override
    public String toString() {
        return text.toString();
    }
}
