package org.dupcheck.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How Jackson is set up, and how its complaints become typed refusals that quote nothing of the message. */
final class JsonMapping {
    private JsonMapping() {}

    static ObjectMapper strictMapper() {
        return mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.MAX_NESTING)
                        .maxNumberLength(Limits.MAX_NUMBER_LENGTH)
                        .maxNameLength(Limits.MAX_FIELD_NAME_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .addModule(new SimpleModule("dupcheck")
                        .addSerializer(Instant.class, new InstantJson.Writer())
                        .addDeserializer(Instant.class, new InstantJson.Reader()))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                // the order of declaration, for records; of keys, for maps: equal values give equal bytes
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        return mapper;
    }

    static <T> T nonNull(@Nullable T value, String path) {
        if (value == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_VALUE, path, "there is no value");
        }
        return value;
    }

    /** The typed refusal for what {@code parser} or the mapping on top of it complained about. */
    static InvalidMessageException refusal(IOException complaint, JsonParser parser, String prefix) {
        IOException fault = complaint;
        String path = path(prefix, parser.getParsingContext());
        if (complaint instanceof JsonMappingException mapping) {
            if (mapping.getCause() instanceof JsonProcessingException cause) {
                fault = cause; // the tokens were at fault while the mapping read them
            } else {
                path = path(prefix, mapping.getPath());
            }
        }
        if (fault instanceof StreamConstraintsException) {
            return parser.getParsingContext().getNestingDepth() > Limits.MAX_NESTING
                    ? new InvalidMessageException(
                            ErrorCode.NESTED_TOO_DEEP,
                            "",
                            "the message is nested deeper than " + Limits.MAX_NESTING + " levels")
                    : Fields.invalid(path, "a number or a field's name is too long");
        }
        if (fault instanceof InputCoercionException) {
            return Fields.invalid(path, path + " is out of range");
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch, parser, path);
        }
        if (fault instanceof JsonMappingException) {
            return Fields.invalid(path, (path.isEmpty() ? "the message" : path) + " cannot be read");
        }
        if (isNamedTwice(fault)) {
            return new InvalidMessageException(ErrorCode.MALFORMED_JSON, path, path + " is there twice");
        }
        return malformed(fault, path);
    }

    /** Jackson has no class of its own for it. */
    private static boolean isNamedTwice(IOException fault) {
        return fault instanceof JsonParseException parse
                && parse.getOriginalMessage().startsWith("Duplicate field");
    }

    private static InvalidMessageException mismatch(MismatchedInputException mismatch, JsonParser parser, String path) {
        if (mismatch instanceof UnrecognizedPropertyException unknown) {
            return new InvalidMessageException(
                    ErrorCode.UNKNOWN_FIELD,
                    path,
                    path + " is no field of this request",
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
        }
        Class<?> target = mismatch.getTargetType();
        if (mismatch instanceof InvalidFormatException format
                && target != null
                && target.isEnum()
                && format.getValue() instanceof String) {
            return new InvalidMessageException(
                    ErrorCode.UNKNOWN_ENUM, path, path + " is none of " + Arrays.toString(target.getEnumConstants()));
        }
        if (target != null && target.isPrimitive() && isNullOrEnd(parser)) {
            return new InvalidMessageException(ErrorCode.MISSING_FIELD, path, path + " is missing");
        }
        return Fields.invalid(path, (path.isEmpty() ? "the message" : path) + " is not of the right type");
    }

    /** Absent primitives are noticed where their value is null or their object ends. */
    private static boolean isNullOrEnd(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NULL || token == JsonToken.END_OBJECT;
    }

    static InvalidMessageException malformed(IOException fault) {
        return malformed(fault, "");
    }

    private static InvalidMessageException malformed(IOException fault, String path) {
        JsonLocation at = fault instanceof JsonProcessingException json ? json.getLocation() : null;
        String where = at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new InvalidMessageException(ErrorCode.MALFORMED_JSON, path, "the message is not JSON" + where);
    }

    private static String path(String prefix, List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder(prefix);
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() != null) {
                append(path, reference.getFieldName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String path(String prefix, JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return prefix;
        }
        StringBuilder path = new StringBuilder(path(prefix, context.getParent()));
        if (context.inArray()) {
            path.append('[').append(Math.max(0, context.getCurrentIndex())).append(']');
        } else if (context.getCurrentName() != null) {
            append(path, context.getCurrentName());
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String field) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(field);
    }
}
