package org.dupcheck.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The JSON schemas of a YAML document (OpenAPI or AsyncAPI), made strict: a field that the document does not name is a
 * fault, though readers must ignore it. So a test notices what the document forgot.
 */
public final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final ObjectNode strict;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final ConcurrentMap<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    public Schemas(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            document = new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        strict = document.deepCopy();
        closeObjects(strict.get("components").get("schemas"));
    }

    public JsonNode document() {
        return document;
    }

    /** What is wrong with {@code json}, held against the schema at that pointer of the document. */
    public Set<ValidationMessage> faults(String pointer, String json) {
        try {
            return schema(pointer).validate(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonSchema schema(String pointer) {
        return compiled.computeIfAbsent(pointer, p -> {
            ObjectNode root = JSON.createObjectNode();
            root.put("$ref", "#" + p);
            root.setAll(strict);
            root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .build();
            return factory.getSchema(root, config);
        });
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("properties") && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.forEach(Schemas::closeObjects);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Schemas::closeObjects);
        }
    }
}
