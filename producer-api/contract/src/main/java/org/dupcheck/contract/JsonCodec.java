package org.dupcheck.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the messages as JSON (UTF-8), within the {@link Limits}. Reading validates: whatever comes back is a
 * message that holds to the contract. Unknown fields are ignored, so a message of the next version is readable; null is
 * the same as absent; a field named twice is refused, for two readers might take different ones. Nothing is converted:
 * a number in quotes is no number. Writing is deterministic: equal records give equal bytes. Thread-safe.
 */
public final class JsonCodec {
    private final ObjectMapper mapper;

    /** Ignores unknown fields. */
    public JsonCodec() {
        this(JsonMapping.mapper());
    }

    private JsonCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * A codec that refuses unknown fields with UNKNOWN_FIELD: for a request that a person wrote, where a misspelt field
     * must not be lost without a word.
     */
    public static JsonCodec strict() {
        return new JsonCodec(JsonMapping.strictMapper());
    }

    /**
     * Writes a record as UTF-8 JSON, fields in the order of declaration, absent ones left out. A {@link Message} or a
     * {@link Policy} is validated first, so that what is written can be read.
     *
     * @throws InvalidMessageException where it breaks the contract
     */
    public byte[] write(Object message) {
        validate(message, "");
        byte[] json;
        try {
            json = mapper.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + message.getClass().getSimpleName(), e);
        }
        if (message instanceof Message && json.length > Limits.MAX_MESSAGE_BYTES) {
            throw tooLarge();
        }
        return json;
    }

    /** As {@link #write}, in lines for people to read. */
    public String indented(Object message) {
        validate(message, "");
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + message.getClass().getSimpleName(), e);
        }
    }

    /** @throws InvalidMessageException where the bytes break the contract */
    public <T> T read(byte[] json, Class<T> type) {
        refuseTooLarge(json, type);
        try (JsonParser parser = open(json)) {
            try {
                refuseNothing(parser);
                T value = JsonMapping.nonNull(mapper.readerFor(type).readValue(parser), "");
                refuseMore(parser);
                validate(value, "");
                return value;
            } catch (IOException e) {
                throw JsonMapping.refusal(e, parser, "");
            }
        } catch (IOException e) {
            throw JsonMapping.malformed(e);
        }
    }

    /** The same, of JSON as a column or an answer has it. Throws alike. */
    public <T> T read(String json, Class<T> type) {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /**
     * Reads a record's value and holds it against the record's key.
     *
     * @throws InvalidMessageException also with MISSING_VALUE where there is no value, and with KEY_MISMATCH and the
     *     path {@code key} where the key is not the message's own
     */
    public <T extends Message> T read(@Nullable String key, byte @Nullable [] json, Class<T> type) {
        if (json == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_VALUE, "", "the record has no value");
        }
        T message = read(json, type);
        if (!message.key().toString().equals(key)) {
            throw new InvalidMessageException(
                    ErrorCode.KEY_MISMATCH, "key", "the record's key is not that of its value");
        }
        return message;
    }

    /**
     * Reads a message whose sender may leave fields to us: those of {@code defaults} that are absent or null are set.
     *
     * @param defaults values by field name: strings, longs or what else the mapper writes
     * @throws InvalidMessageException where the message so completed breaks the contract
     */
    public <T> T read(byte[] json, Class<T> type, Map<String, ?> defaults) {
        refuseTooLarge(json, type);
        return complete(readTree(json), type, defaults, "");
    }

    /**
     * Reads one message or an array of them, each completed with {@code defaults}. Refusals in an array name the
     * element, as in {@code [2].sections[0].text}.
     *
     * @throws InvalidMessageException where one of them breaks the contract
     */
    public <T> List<T> readOneOrMany(byte[] json, Class<T> type, Map<String, ?> defaults) {
        refuseTooLarge(json, type);
        JsonNode tree = readTree(json);
        if (!tree.isArray()) {
            return List.of(complete(tree, type, defaults, ""));
        }
        List<T> all = new ArrayList<>(tree.size());
        for (int i = 0; i < tree.size(); i++) {
            all.add(complete(tree.get(i), type, defaults, "[" + i + "]"));
        }
        return List.copyOf(all);
    }

    private JsonNode readTree(byte[] json) {
        try (JsonParser parser = open(json)) {
            try {
                refuseNothing(parser);
                JsonNode tree = JsonMapping.nonNull(mapper.readTree(parser), "");
                refuseMore(parser);
                return tree;
            } catch (IOException e) {
                throw JsonMapping.refusal(e, parser, "");
            }
        } catch (IOException e) {
            throw JsonMapping.malformed(e);
        }
    }

    private <T> T complete(JsonNode tree, Class<T> type, Map<String, ?> defaults, String path) {
        if (tree instanceof ObjectNode object) {
            defaults.forEach((field, value) -> {
                if (!object.hasNonNull(field)) {
                    object.set(field, mapper.valueToTree(value));
                }
            });
        }
        try (JsonParser parser = mapper.treeAsTokens(tree)) {
            try {
                T value = JsonMapping.nonNull(mapper.readerFor(type).readValue(parser), path);
                validate(value, path);
                return value;
            } catch (IOException e) {
                throw JsonMapping.refusal(e, parser, path);
            }
        } catch (IOException e) {
            throw JsonMapping.malformed(e);
        }
    }

    private static void refuseNothing(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new InvalidMessageException(ErrorCode.MALFORMED_JSON, "", "the message is empty");
        }
    }

    private static void refuseMore(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new InvalidMessageException(ErrorCode.MALFORMED_JSON, "", "there is more after the message's end");
        }
    }

    private static void validate(Object value, String path) {
        try {
            if (value instanceof Message message) {
                Validator.check(message);
            } else if (value instanceof Policy policy) {
                Validator.check(policy);
            } else if (value instanceof ReviewRequest request) {
                Validator.check(request);
            }
        } catch (InvalidMessageException e) {
            throw path.isEmpty() ? e : e.within(path);
        }
    }

    private JsonParser open(byte[] json) throws IOException {
        // Jackson would also take UTF-16 and UTF-32, which other readers would not
        if (json.length >= 2 && (json[0] == 0 || json[1] == 0 || json[0] == (byte) 0xFE || json[0] == (byte) 0xFF)) {
            throw new InvalidMessageException(ErrorCode.MALFORMED_JSON, "", "the message is not UTF-8");
        }
        return mapper.createParser(json);
    }

    /** Verdicts and the like come from our own database, and may be as large as they are. */
    private static void refuseTooLarge(byte[] json, Class<?> type) {
        if (Message.class.isAssignableFrom(type) && json.length > Limits.MAX_MESSAGE_BYTES) {
            throw tooLarge();
        }
    }

    static InvalidMessageException tooLarge() {
        return new InvalidMessageException(
                ErrorCode.MESSAGE_TOO_LARGE, "", "the message has more than " + Limits.MAX_MESSAGE_BYTES + " bytes");
    }
}
