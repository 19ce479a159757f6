package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the query. Javalin leaves out what it cannot decode, reads bytes that are no UTF-8 as something else, and goes by
 * the charset of the body: a filter would be dropped or changed without a word.
 */
final class QueryString {
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** What Jetty puts in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private QueryString() {}

    /** @throws ProblemException where a name or a value is not percent-encoded UTF-8; names the parameter */
    static void requireReadable(Context ctx) {
        String query = ctx.queryString();
        if (query == null || (query.indexOf('%') < 0 && query.indexOf(REPLACEMENT) < 0)) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            if (!isReadable(pair)) {
                String name = pair.split("=", 2)[0];
                throw ProblemException.invalid(name, name + " is not percent-encoded UTF-8");
            }
        }
    }

    /** The values by name, of a query that is readable. */
    static Map<String, List<String>> parameters(Context ctx) {
        String query = ctx.queryString();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query == null) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>(1))
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isReadable(String encoded) {
        if (encoded.indexOf(REPLACEMENT) >= 0 || STRAY_PERCENT.matcher(encoded).find()) {
            return false;
        }
        Matcher escapes = ESCAPES.matcher(encoded);
        while (escapes.find()) {
            if (!isUtf8(bytes(escapes.group()))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String escapes) {
        byte[] bytes = new byte[escapes.length() / 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(escapes, 3 * i + 1, 3 * i + 3, 16);
        }
        return bytes;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
