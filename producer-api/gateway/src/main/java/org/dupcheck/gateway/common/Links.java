package org.dupcheck.gateway.common;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.jspecify.annotations.Nullable;

/** The paths that answers point at, with ids percent-encoded. */
public final class Links {
    /** What the paths of the API begin with. */
    public static final String API = "/api/v1";

    private Links() {}

    /** Of a check: {@code self}, {@code events}, and {@code verdict} where there is one. */
    public static Map<String, String> check(BusinessKey key, @Nullable String verdictId) {
        String self = API + "/checks/" + encode(key.businessType()) + "/" + encode(key.businessId());
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("events", self + "/events");
        if (verdictId != null) {
            links.put("verdict", verdict(verdictId));
        }
        return links;
    }

    /** Of what was accepted: the check, or for a single section the list of its document's sections. */
    public static Map<String, String> accepted(CheckKey key) {
        BusinessKey document = key.document();
        return key.section() == null
                ? check(document, null)
                : Map.of(
                        "self",
                        API + "/submissions/" + encode(document.businessType()) + "/" + encode(document.businessId())
                                + "/sections");
    }

    /** The path of a verdict. */
    public static String verdict(String verdictId) {
        return API + "/verdicts/" + encode(verdictId);
    }

    /** The path of a preview of a policy. */
    public static String preview(String businessType, String previewId) {
        return API + "/policies/" + encode(businessType) + "/previews/" + encode(previewId);
    }

    /** One segment of a path: a space is %20, not a plus. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path with fields in its query, if there are any; those without a value are left out, and constants are written small. */
    public static String withQuery(String path, Map<String, @Nullable Object> fields) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        fields.forEach((name, value) -> {
            if (value != null) {
                String text =
                        value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
                query.add(parameter(name) + "=" + parameter(text));
            }
        });
        return query.toString();
    }

    private static String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
