package org.dupcheck.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code pages.txt} names every page: what makes pictures of all pages and what measures them goes by it. */
final class PageListTest extends PageTest {
    /** For programs and for browsers. */
    private static final Pattern NO_PAGE =
            Pattern.compile("/api/.*|/health/.*|/metrics|/(openapi|asyncapi)\\.yaml|/assets/.*|.*\\.(pdf|csv|json)");
    /** Parts of a page, what answers with JSON, and what only leads on. */
    private static final Set<String> PARTS = Set.of(
            "/",
            "/write/sections",
            "/write/result",
            "/write/embed/sections",
            "/write/embed/result",
            "/mine/checks",
            "/mine/messages",
            "/operations/live",
            "/review/{verdictId}/sources/{rank}",
            "/review/{verdictId}/pending/{rank}",
            "/review/{verdictId}/diff/{otherVerdictId}");

    @Test
    void theListNamesEveryPage() throws IOException {
        List<String> paths = gateway.routes().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring("GET ".length()))
                .toList();
        assertThat(paths).containsAll(PARTS);
        assertThat(paths.stream()
                        .filter(path -> !PARTS.contains(path))
                        .filter(path -> !NO_PAGE.matcher(path).matches()))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(Path.of("src/test/resources/pages.txt")));
    }
}
