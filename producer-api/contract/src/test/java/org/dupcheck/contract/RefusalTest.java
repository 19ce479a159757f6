package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a submission can be wrong, and what is said about it. */
class RefusalTest {
    private static final String HEAD = "\"businessType\":\"t\",\"businessId\":\"1\",\"revision\":1,\"mode\":\"SUBMIT\"";
    private static final String APPLICANT = "\"applicant\":{\"userId\":\"u\"}";
    private static final String ONE_SECTION = "\"sections\":[{\"key\":\"a\",\"text\":\"x\"}]";

    private final JsonCodec codec = new JsonCodec();

    static Stream<Arguments> refusals() {
        return Stream.of(
                // JSON itself
                arguments("", ErrorCode.MALFORMED_JSON, ""),
                arguments("   ", ErrorCode.MALFORMED_JSON, ""),
                arguments("{", ErrorCode.MALFORMED_JSON, ""),
                arguments("{\"revision\":1", ErrorCode.MALFORMED_JSON, null),
                arguments("hello", ErrorCode.MALFORMED_JSON, ""),
                arguments("{'businessType':'t'}", ErrorCode.MALFORMED_JSON, ""),
                arguments(good() + "{}", ErrorCode.MALFORMED_JSON, ""),
                arguments(good() + "]", ErrorCode.MALFORMED_JSON, ""),
                arguments(good() + " x", ErrorCode.MALFORMED_JSON, ""),
                arguments(object(HEAD, "\"revision\":2", ONE_SECTION), ErrorCode.MALFORMED_JSON, "revision"),
                arguments(
                        object(HEAD, "\"sections\":[{\"key\":\"a\",\"key\":\"b\",\"text\":\"x\"}]"),
                        ErrorCode.MALFORMED_JSON,
                        "sections[0].key"),
                arguments(object(HEAD, "\"later\":{\"a\":1,\"a\":2}", ONE_SECTION), ErrorCode.MALFORMED_JSON, null),
                arguments("null", ErrorCode.MISSING_VALUE, ""),
                arguments("[]", ErrorCode.INVALID_FIELD, ""),
                arguments("[" + good() + "]", ErrorCode.INVALID_FIELD, ""),
                arguments("\"text\"", ErrorCode.INVALID_FIELD, ""),
                arguments("17", ErrorCode.INVALID_FIELD, ""),
                arguments("{\"x\":" + "[".repeat(10_000), ErrorCode.NESTED_TOO_DEEP, ""),
                arguments("{\"x\":" + "{\"y\":".repeat(10_000), ErrorCode.NESTED_TOO_DEEP, ""),
                arguments(
                        object(HEAD, ONE_SECTION, "\"z\":" + "[".repeat(10_000) + "]".repeat(10_000)),
                        ErrorCode.NESTED_TOO_DEEP,
                        ""),
                arguments(object(HEAD, ONE_SECTION, "\"n\":1" + "0".repeat(10_000)), ErrorCode.INVALID_FIELD, "n"),
                // the key's fields
                arguments("{}", ErrorCode.MISSING_FIELD, null),
                arguments(with("businessType", "null"), ErrorCode.MISSING_FIELD, "businessType"),
                arguments(with("businessType", "\"\""), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "\" \\u3000\\u00a0\""), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "\"a:b\""), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "\"" + "字".repeat(33) + "\""), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "17"), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "true"), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessType", "{}"), ErrorCode.INVALID_FIELD, "businessType"),
                arguments(with("businessId", "null"), ErrorCode.MISSING_FIELD, "businessId"),
                arguments(with("businessId", "\"" + "1".repeat(33) + "\""), ErrorCode.INVALID_FIELD, "businessId"),
                arguments(with("businessId", "\"a\\nb\""), ErrorCode.INVALID_FIELD, "businessId"),
                arguments(with("businessId", "\"a\\u007fb\""), ErrorCode.INVALID_FIELD, "businessId"),
                arguments(with("businessId", "\"a\\u0000b\""), ErrorCode.TEXT_HAS_NUL, "businessId"),
                arguments(with("businessId", "\"\\ud800\""), ErrorCode.TEXT_NOT_UNICODE, "businessId"),
                arguments(with("revision", "null"), ErrorCode.MISSING_FIELD, "revision"),
                arguments(
                        object("\"businessType\":\"t\",\"businessId\":\"1\",\"mode\":\"SUBMIT\"", ONE_SECTION),
                        ErrorCode.MISSING_FIELD,
                        "revision"),
                arguments(with("revision", "-1"), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "1.5"), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "\"1\""), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "\"\""), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "true"), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "[1]"), ErrorCode.INVALID_FIELD, "revision"),
                arguments(with("revision", "9223372036854775808"), ErrorCode.INVALID_FIELD, "revision"),
                // the rest of the head
                arguments(with("mode", "null"), ErrorCode.MISSING_FIELD, "mode"),
                arguments(with("mode", "\"PRINT\""), ErrorCode.UNKNOWN_ENUM, "mode"),
                arguments(with("mode", "\"submit\""), ErrorCode.UNKNOWN_ENUM, "mode"),
                arguments(with("mode", "\"\""), ErrorCode.UNKNOWN_ENUM, "mode"),
                arguments(with("mode", "1"), ErrorCode.INVALID_FIELD, "mode"),
                arguments(with("title", "\"" + "字".repeat(1_001) + "\""), ErrorCode.INVALID_FIELD, "title"),
                arguments(with("title", "\"a\\u0000\""), ErrorCode.TEXT_HAS_NUL, "title"),
                arguments(with("title", "\"\\udc00\""), ErrorCode.TEXT_NOT_UNICODE, "title"),
                arguments(object(HEAD, ONE_SECTION), ErrorCode.MISSING_FIELD, "applicant"),
                arguments(with("applicant", "null"), ErrorCode.MISSING_FIELD, "applicant"),
                arguments(
                        object(HEAD, ONE_SECTION, APPLICANT.replace("app", "ap")),
                        ErrorCode.MISSING_FIELD,
                        "applicant"),
                arguments(with("workOrderId", "\"\""), ErrorCode.INVALID_FIELD, "workOrderId"),
                arguments(with("workOrderId", "\"" + "1".repeat(129) + "\""), ErrorCode.INVALID_FIELD, "workOrderId"),
                arguments(with("applicant", "{}"), ErrorCode.MISSING_FIELD, "applicant.userId"),
                arguments(with("applicant", "\"u1\""), ErrorCode.INVALID_FIELD, "applicant"),
                arguments(
                        with("applicant", "{\"userId\":\"u\",\"phone\":\"1\\n2\"}"),
                        ErrorCode.INVALID_FIELD,
                        "applicant.phone"),
                arguments(
                        with("applicant", "{\"userId\":\"u\",\"locale\":\"\"}"),
                        ErrorCode.INVALID_FIELD,
                        "applicant.locale"),
                // sections
                arguments(object(HEAD, "\"title\":\"t\""), ErrorCode.MISSING_FIELD, "sections"),
                arguments(with("sections", "null"), ErrorCode.MISSING_FIELD, "sections"),
                arguments(with("sections", "[]"), ErrorCode.MISSING_FIELD, "sections"),
                arguments(with("sections", "\"text\""), ErrorCode.INVALID_FIELD, "sections"),
                arguments(with("sections", "\"\""), ErrorCode.INVALID_FIELD, "sections"),
                arguments(with("sections", "{\"key\":\"a\",\"text\":\"x\"}"), ErrorCode.INVALID_FIELD, "sections"),
                arguments(with("sections", "[null]"), ErrorCode.MISSING_FIELD, "sections[0]"),
                arguments(with("sections", "[\"x\"]"), ErrorCode.INVALID_FIELD, "sections[0]"),
                arguments(sections(3, "{\"text\":\"x\"}"), ErrorCode.MISSING_FIELD, "sections[3].key"),
                arguments(sections(3, "{\"key\":\"\",\"text\":\"x\"}"), ErrorCode.INVALID_FIELD, "sections[3].key"),
                arguments(
                        sections(3, "{\"key\":\"k1\",\"text\":\"x\"}"), ErrorCode.DUPLICATE_SECTION, "sections[3].key"),
                arguments(
                        sections(3, "{\"key\":\"" + "k".repeat(129) + "\",\"text\":\"x\"}"),
                        ErrorCode.INVALID_FIELD,
                        "sections[3].key"),
                arguments(sections(3, "{\"key\":\"k\"}"), ErrorCode.MISSING_FIELD, "sections[3].text"),
                arguments(sections(3, "{\"key\":\"k\",\"text\":17}"), ErrorCode.INVALID_FIELD, "sections[3].text"),
                arguments(sections(3, "{\"key\":\"k\",\"text\":1.5}"), ErrorCode.INVALID_FIELD, "sections[3].text"),
                arguments(sections(3, "{\"key\":\"k\",\"text\":\"\"}"), ErrorCode.EMPTY_TEXT, "sections[3].text"),
                arguments(
                        sections(3, "{\"key\":\"k\",\"text\":\" \\n\\u3000\\u00a0\"}"),
                        ErrorCode.EMPTY_TEXT,
                        "sections[3].text"),
                arguments(
                        sections(3, "{\"key\":\"k\",\"text\":\"文\\u0000本\"}"),
                        ErrorCode.TEXT_HAS_NUL,
                        "sections[3].text"),
                arguments(
                        sections(3, "{\"key\":\"k\",\"text\":\"文\\ud842\"}"),
                        ErrorCode.TEXT_NOT_UNICODE,
                        "sections[3].text"),
                arguments(
                        sections(3, "{\"key\":\"k\",\"text\":\"\\ud842字\"}"),
                        ErrorCode.TEXT_NOT_UNICODE,
                        "sections[3].text"),
                arguments(
                        sections(3, "{\"key\":\"k\",\"text\":\"\\udfb7\\ud842\"}"),
                        ErrorCode.TEXT_NOT_UNICODE,
                        "sections[3].text"),
                arguments(sections(64, "{\"key\":\"k\",\"text\":\"x\"}"), ErrorCode.TOO_MANY_SECTIONS, "sections"),
                arguments(
                        sections(1, "{\"key\":\"k\",\"text\":\"" + "x".repeat(4 << 20) + "\"}"),
                        ErrorCode.MESSAGE_TOO_LARGE,
                        ""));
    }

    @ParameterizedTest(name = "[{index}] {1} at {2}")
    @MethodSource("refusals")
    void eachFaultHasItsCodeAndItsPath(String json, ErrorCode code, String path) {
        assertRefusal(refusal(() -> codec.read(bytes(json), Submission.class)), code, path);
    }

    @ParameterizedTest(name = "[{index}] {1} at {2}")
    @MethodSource("refusals")
    void theSameIsSaidWhereFieldsMayBeLeftOut(String json, ErrorCode code, String path) {
        InvalidMessageException refusal =
                refusal(() -> codec.read(bytes(json), Submission.class, Map.of("later", "a value")));
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void noRefusalQuotesTheMessage() {
        String secret = "13812345678";
        for (String json : new String[] {
            with("mode", "\"" + secret + "\""),
            with("revision", "\"" + secret + "\""),
            with("businessId", "\"" + secret + "\\u0000\""),
            secret + "x",
            "{" + secret + "}",
            with("applicant", "\"" + secret + "\"")
        }) {
            InvalidMessageException refusal = refusal(() -> codec.read(bytes(json), Submission.class));
            assertThat(refusal).hasMessageNotContaining(secret).hasNoCause();
        }
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] broken = bytes(good());
        broken[20] = (byte) 0xC3;
        byte[] tooHigh = bytes(good().replace("\"x\"", "\"xxxx\""));
        int at = new String(tooHigh, StandardCharsets.ISO_8859_1).indexOf("xxxx");
        tooHigh[at] = (byte) 0xF7;
        tooHigh[at + 1] = tooHigh[at + 2] = tooHigh[at + 3] = (byte) 0xBF;
        for (byte[] json : new byte[][] {
            broken,
            tooHigh,
            good().getBytes(StandardCharsets.UTF_16),
            good().getBytes(StandardCharsets.UTF_16LE),
            good().getBytes(StandardCharsets.UTF_16BE)
        }) {
            InvalidMessageException refusal = refusal(() -> codec.read(json, Submission.class));
            assertThat(refusal.code()).isIn(ErrorCode.MALFORMED_JSON, ErrorCode.TEXT_NOT_UNICODE);
        }
    }

    @Test
    void surrogatesInRawBytesAreFoundAsWell() {
        byte[] json = bytes(good().replace("\"x\"", "\"xxx\""));
        int at = new String(json, StandardCharsets.ISO_8859_1).indexOf("xxx");
        json[at] = (byte) 0xED;
        json[at + 1] = (byte) 0xA0;
        json[at + 2] = (byte) 0x80;
        InvalidMessageException refusal = refusal(() -> codec.read(json, Submission.class));
        assertThat(refusal.code()).isIn(ErrorCode.MALFORMED_JSON, ErrorCode.TEXT_NOT_UNICODE);
    }

    @Test
    void aMessageOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() {
        String frame = good().replace("\"x\"", "\"\"");
        String filled = good().replace("\"x\"", "\"" + "y".repeat(Limits.MAX_MESSAGE_BYTES - frame.length()) + "\"");
        byte[] largest = bytes(filled);
        assertThat(largest).hasSize(Limits.MAX_MESSAGE_BYTES);

        Submission read = codec.read(largest, Submission.class);

        byte[] larger = bytes(filled + " ");
        assertRefusal(refusal(() -> codec.read(larger, Submission.class)), ErrorCode.MESSAGE_TOO_LARGE, "");
        Submission longer =
                new Submission("t12345", "1", 1, Mode.SUBMIT, null, read.sections(), read.applicant(), null);
        assertRefusal(refusal(() -> codec.write(longer)), ErrorCode.MESSAGE_TOO_LARGE, "");
    }

    private static String good() {
        return object(HEAD, ONE_SECTION, APPLICANT);
    }

    @Test
    void aStrictCodecRefusesUnknownFieldsAndKnowsTheRightNames() {
        JsonCodec strict = JsonCodec.strict();
        byte[] misspelt = bytes(object(HEAD, ONE_SECTION, APPLICANT.replace("applicant", "aplicant")));

        InvalidMessageException refusal = refusal(() -> strict.read(misspelt, Submission.class));

        assertRefusal(refusal, ErrorCode.UNKNOWN_FIELD, "aplicant");
        assertThat(refusal.known()).contains("applicant", "sections", "mode");
        assertThat(strict.read(bytes(good()), Submission.class).applicant()).isNotNull();
        InvalidMessageException within = refusal(() -> strict.readOneOrMany(
                bytes("[" + object("\"documentType\":\"t\"", "\"documentid\":\"d\"", "\"revision\":1") + "]"),
                ReferenceEvent.class,
                java.util.Map.of()));
        assertRefusal(within, ErrorCode.UNKNOWN_FIELD, "[0].documentid");
        assertThat(within.known()).contains("documentId");
    }

    /** A good submission in which one field has another value. */
    private static String with(String field, String json) {
        String head = Stream.of(
                        "businessType:\"t\"",
                        "businessId:\"1\"",
                        "revision:1",
                        "mode:\"SUBMIT\"",
                        "applicant:{\"userId\":\"u\"}",
                        "sections:[{\"key\":\"a\",\"text\":\"x\"}]")
                .filter(f -> !f.startsWith(field + ":"))
                .map(f -> "\"" + f.replaceFirst(":", "\":"))
                .collect(Collectors.joining(","));
        return object(head, "\"" + field + "\":" + json);
    }

    /** A submission with {@code before} good sections before the given one. */
    private static String sections(int before, String last) {
        String good = IntStream.range(0, before)
                .mapToObj(i -> "{\"key\":\"k" + i + "\",\"text\":\"x\"},")
                .collect(Collectors.joining());
        return object(HEAD, "\"sections\":[" + good + last + "]");
    }

    private static String object(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static InvalidMessageException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        InvalidMessageException refusal = catchThrowableOfType(InvalidMessageException.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    static void assertRefusal(InvalidMessageException refusal, ErrorCode code, String path) {
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        if (path != null) {
            assertThat(refusal.path()).isEqualTo(path);
        }
        assertThat(refusal).hasMessageNotContaining("null");
    }
}
