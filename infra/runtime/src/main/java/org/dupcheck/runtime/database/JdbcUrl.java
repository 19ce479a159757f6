package org.dupcheck.runtime.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A database address as the driver wants it, with the credentials taken out of it so that it may be printed.
 *
 * @param jdbc without user and password
 */
record JdbcUrl(String jdbc, String user, String password) {
    private static final String JDBC = "jdbc:postgresql:";
    private static final String EXPECTED =
            "database url: jdbc:postgresql://host:port/database or postgresql://user:password@host:port/database expected";

    static JdbcUrl parse(String url, String user, String password) {
        String rest;
        if (url.startsWith(JDBC)) {
            rest = url.substring(JDBC.length());
        } else if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            rest = url.substring(url.indexOf(':') + 1);
        } else {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String urlUser = "";
        String urlPassword = "";
        int authorityEnd = endOfAuthority(rest);
        // the last @ of the authority: some people leave an @ within a password unescaped
        int at = rest.lastIndexOf('@', authorityEnd - 1);
        if (at >= 0) {
            String credentials = rest.substring(2, at);
            int colon = credentials.indexOf(':');
            urlUser = decode(colon < 0 ? credentials : credentials.substring(0, colon));
            urlPassword = colon < 0 ? "" : decode(credentials.substring(colon + 1));
            rest = "//" + rest.substring(at + 1);
        }
        int question = rest.indexOf('?');
        if (question >= 0) {
            List<String> kept = new ArrayList<>();
            for (String parameter : rest.substring(question + 1).split("&", -1)) {
                if (parameter.startsWith("user=")) {
                    urlUser = decode(parameter.substring("user=".length()));
                } else if (parameter.startsWith("password=")) {
                    urlPassword = decode(parameter.substring("password=".length()));
                } else if (!parameter.isEmpty()) {
                    kept.add(parameter);
                }
            }
            rest = rest.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        }
        return new JdbcUrl(JDBC + rest, user.isEmpty() ? urlUser : user, password.isEmpty() ? urlPassword : password);
    }

    private static int endOfAuthority(String rest) {
        int at = rest.indexOf('/', 2);
        int question = rest.indexOf('?', 2);
        int end = at < 0 ? rest.length() : at;
        return question >= 0 && question < end ? question : end;
    }

    private static String decode(String text) {
        // URLDecoder is for forms, where a plus is a space; in an address it is a plus
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** For people: host, port and database. */
    String address() {
        int question = jdbc.indexOf('?');
        return jdbc.substring("jdbc:".length(), question < 0 ? jdbc.length() : question);
    }

    @Override
    public String toString() {
        return address();
    }
}
