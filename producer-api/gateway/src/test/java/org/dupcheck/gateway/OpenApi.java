package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** openapi.yaml, to hold what the server answers against it. */
public final class OpenApi {
    private static final Schemas SCHEMAS = new Schemas("/openapi.yaml");

    private OpenApi() {}

    /** Every operation as {@code METHOD /template}. */
    public static Set<String> operations() {
        Set<String> all = new TreeSet<>();
        SCHEMAS.document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        all.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return all;
    }

    public static Schemas schemas() {
        return SCHEMAS;
    }

    /** Fails where the document does not know the status, the media type, or the body's form. */
    public static void check(String method, String path, HttpResponse<String> response) {
        String template = template(method, path);
        int status = response.statusCode();
        if (template == null || status == 405 || (template != null && status == 404 && isNoRoute(response))) {
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertValid("/components/schemas/Problem", response.body());
            return;
        }
        String pointer = "/paths/" + escape(template) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode described = SCHEMAS.document().at(pointer);
        assertThat(described.isMissingNode())
                .as("openapi.yaml knows the status %s of %s %s", status, method, template)
                .isFalse();
        if (described.has("$ref")) {
            pointer = described.get("$ref").asText().substring(1);
            described = SCHEMAS.document().at(pointer);
        }
        JsonNode content = described.get("content");
        if (content == null) {
            assertThat(response.body()).isEmpty();
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        assertThat(content.has(type))
                .as("openapi.yaml knows %s as an answer of %s %s", type, method, template)
                .isTrue();
        if (type.endsWith("json")) {
            assertValid(pointer + "/content/" + escape(type) + "/schema", response.body());
        }
    }

    public static void assertValid(String pointer, String json) {
        assertThat(SCHEMAS.faults(pointer, json))
                .as("%s against %s", json, pointer)
                .isEmpty();
    }

    private static boolean isNoRoute(HttpResponse<String> response) {
        return response.body().contains("there is nothing at this path");
    }

    private static String template(String method, String path) {
        Map<Pattern, String> patterns = new HashMap<>();
        for (String operation : operations()) {
            String[] parts = operation.split(" ", 2);
            if (parts[0].equals(method)) {
                patterns.put(Pattern.compile(parts[1].replaceAll("\\{[^}]+}", "[^/]+")), parts[1]);
            }
        }
        String bare = path.split("\\?", 2)[0];
        // the one with most fixed segments, as in /verdicts/{type}/{id}/latest; of two such the one that ends with one,
        // as
        // where the document is called diff
        return patterns.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(bare).matches())
                .map(Map.Entry::getValue)
                .min(Comparator.comparingInt((String template) -> template.split("\\{", -1).length)
                        .thenComparing(template -> template.endsWith("}")))
                .orElse(null);
    }

    private static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
