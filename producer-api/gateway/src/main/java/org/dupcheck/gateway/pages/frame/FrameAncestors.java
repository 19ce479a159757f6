package org.dupcheck.gateway.pages.frame;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dupcheck.gateway.http.Loopback;
import org.dupcheck.runtime.settings.Require;

/**
 * The sites whose pages may show the form within theirs; all other pages may be shown within none. Immutable.
 *
 * @param origins such as {@code https://projects.example.edu}, 32 at most; http only on this machine. Each is one site by
 *     its full name: of a pattern, whoever gets any name under it could lay something over the form
 */
public record FrameAncestors(List<String> origins) {
    /** Nobody. */
    public static final FrameAncestors NONE = new FrameAncestors(List.of());

    private static final int MAX_ORIGINS = 32;
    private static final Pattern ORIGIN =
            Pattern.compile("(?<scheme>https?)://(?<host>[a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

    /** @throws IllegalArgumentException where one is no origin, or would not be safe */
    public FrameAncestors {
        origins = List.copyOf(origins);
        Require.that(origins.size() <= MAX_ORIGINS, "frame-ancestors: " + MAX_ORIGINS + " origins at most expected");
        origins.forEach(FrameAncestors::requireOrigin);
    }

    /** @param text origins with commas between; empty for nobody */
    public static FrameAncestors of(String text) {
        return new FrameAncestors(Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList());
    }

    private static void requireOrigin(String text) {
        Matcher origin = ORIGIN.matcher(text);
        Require.that(
                origin.matches() && (origin.group("scheme").equals("https") || Loopback.isHost(origin.group("host"))),
                "frame-ancestors: " + text + " is no origin; https://host or https://host:port in small letters"
                        + " expected, or http on this machine");
    }

    /** As the policy of a page names them. */
    String directive() {
        return "frame-ancestors " + (origins.isEmpty() ? "'none'" : written());
    }

    /** All, with blanks between. */
    public String written() {
        return String.join(" ", origins);
    }
}
