package org.dupcheck.notifier.sms;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with gaps: {@code {deliveryId}}, {@code {phone}}, {@code {text}} and {@code {secret:NAME}}. What fills a gap is escaped as
 * the place needs it, so that no text can be read as something else.
 */
final class Template {
    private static final Pattern GAP = Pattern.compile("\\{(deliveryId|phone|text|secret:[A-Za-z0-9._-]{1,64})}");
    private static final String SECRET = "secret:";

    private Template() {}

    /** @throws IllegalArgumentException where it names a secret that there is not; the message begins with {@code name} */
    static void requireKnownSecrets(String name, String template, Set<String> secrets) {
        GAP.matcher(template)
                .results()
                .map(gap -> gap.group(1))
                .filter(gap -> gap.startsWith(SECRET))
                .map(gap -> gap.substring(SECRET.length()))
                .filter(secret -> !secrets.contains(secret))
                .findFirst()
                .ifPresent(secret -> {
                    throw new IllegalArgumentException(
                            name + ": there is no secret " + secret + " in dupcheck.sms.secrets");
                });
    }

    /** @param values by the gap's name */
    static String fill(String template, Map<String, String> values, UnaryOperator<String> escape) {
        return GAP.matcher(template).replaceAll(gap -> Matcher.quoteReplacement(escape.apply(valueOf(gap, values))));
    }

    private static String valueOf(MatchResult gap, Map<String, String> values) {
        String value = values.get(gap.group(1));
        if (value == null) {
            throw new IllegalArgumentException("nothing fills " + gap.group());
        }
        return value;
    }

    /** For a part of a URL. */
    static String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * For a header.
     *
     * @throws IllegalArgumentException where it would begin another one
     */
    static String header(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a header takes printable ASCII alone");
        }
        return value;
    }

    /** For a body of that type. */
    static UnaryOperator<String> body(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return value -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }
        if (type.contains("x-www-form-urlencoded")) {
            return value -> URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
        if (type.contains("xml")) {
            return value -> value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&apos;");
        }
        return UnaryOperator.identity();
    }
}
