package org.dupcheck.notifier.sms;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.jspecify.annotations.Nullable;

/**
 * The file in which operators write down their providers of SMS, in the order in which they are tried. Those of the kind {@code http},
 * which is the default, are read whole; what stands in one of another kind its plug-in reads.
 */
public final class GatewayFile {
    private static final int MAX_GATEWAYS = 8;
    private static final String KIND = "kind";
    private static final String HTTP = "http";
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final long MAX_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .build();

    private GatewayFile() {}

    private record Contents(List<JsonNode> gateways) {}

    /**
     * Reads it.
     *
     * @param secrets that the templates may name
     * @param rules which addresses are called
     * @throws IllegalArgumentException whose message names what is at fault, and holds no secret
     */
    public static List<GatewayDefinition> read(Path file, Map<String, String> secrets, OutgoingRules rules) {
        List<GatewayDefinition> gateways = parse(file);
        if (gateways.isEmpty() || gateways.size() > MAX_GATEWAYS) {
            throw new IllegalArgumentException("gateways: 1 to " + MAX_GATEWAYS + " expected");
        }
        Set<String> names = new HashSet<>();
        for (GatewayDefinition gateway : gateways) {
            try {
                if (!names.add(gateway.name())) {
                    throw new IllegalArgumentException("name: another one of that name");
                }
                check(gateway, secrets.keySet(), rules);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("gateway " + gateway.name() + ": " + e.getMessage(), e);
            }
        }
        return gateways;
    }

    private static List<GatewayDefinition> parse(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("is larger than " + MAX_BYTES + " bytes");
            }
            List<JsonNode> entries =
                    JSON.readValue(Files.readAllBytes(file), Contents.class).gateways();
            List<GatewayDefinition> gateways = new ArrayList<>();
            for (JsonNode entry : entries == null ? List.<JsonNode>of() : entries) {
                gateways.add(definition("gateways.[" + gateways.size() + "]", entry));
            }
            return gateways;
        } catch (JsonMappingException e) {
            throw fault(null, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + firstLine(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        }
    }

    /** @param at where it stands in the file */
    private static GatewayDefinition definition(String at, JsonNode entry) {
        if (!(entry instanceof ObjectNode fields)) {
            throw new IllegalArgumentException(at + ": an object expected");
        }
        JsonNode kind = fields.remove(KIND);
        if (kind == null || HTTP.equals(kind.asText())) {
            return read(at, fields, HttpGatewayDefinition.class);
        }
        JsonNode name = fields.remove("name");
        JsonNode receipt = fields.remove("receipt");
        GatewayDefinition.Receipt read =
                receipt == null ? null : read(at + ".receipt", receipt, GatewayDefinition.Receipt.class);
        try {
            return new PluginGatewayDefinition(
                    name == null ? "" : name.asText(), kind.asText(), read, JSON.convertValue(fields, FIELDS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static <T> T read(String at, JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonMappingException e) {
            throw fault(at, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(at + ": " + firstLine(e), e);
        }
    }

    private static IllegalArgumentException fault(@Nullable String at, JsonMappingException e) {
        String path = Stream.concat(
                        Stream.ofNullable(at),
                        e.getPath().stream()
                                .map(part -> part.getFieldName() == null
                                        ? "[" + part.getIndex() + "]"
                                        : part.getFieldName()))
                .collect(Collectors.joining("."));
        return new IllegalArgumentException(path + ": " + firstLine(e), e);
    }

    private static String firstLine(JsonProcessingException e) {
        Throwable cause = e.getCause() instanceof IllegalArgumentException own ? own : null;
        return cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
    }

    private static void check(GatewayDefinition gateway, Set<String> secrets, OutgoingRules rules) {
        if (gateway instanceof HttpGatewayDefinition http) {
            check("send", http.send(), secrets, rules);
            if (http.query() != null) {
                check("query", http.query(), secrets, rules);
            }
        }
        GatewayDefinition.Receipt receipt = gateway.receipt();
        if (receipt != null && !secrets.contains(receipt.secret())) {
            throw new IllegalArgumentException(
                    "receipt.secret: there is no secret " + receipt.secret() + " in dupcheck.sms.secrets");
        }
    }

    private static void check(String name, CallDefinition call, Set<String> secrets, OutgoingRules rules) {
        call.requireKnownSecrets(secrets);
        rules.fault(call.exampleUrl()).ifPresent(fault -> {
            throw new IllegalArgumentException(name + ".url: " + fault);
        });
    }

    /**
     * Secrets as a setting writes them: {@code name=value} with white space between.
     *
     * @throws IllegalArgumentException where it is not so; holds none of them
     */
    public static Map<String, String> secrets(String setting) {
        Map<String, String> secrets = new HashMap<>();
        for (String part : setting.strip().split("\\s+", -1)) {
            int equals = part.indexOf('=');
            if (!part.isEmpty() && equals < 1) {
                throw new IllegalArgumentException("name=value, with white space between them, expected");
            }
            if (!part.isEmpty()) {
                secrets.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return Map.copyOf(secrets);
    }
}
