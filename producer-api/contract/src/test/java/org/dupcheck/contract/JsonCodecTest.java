package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.contract.RefusalTest.assertRefusal;
import static org.dupcheck.contract.RefusalTest.bytes;
import static org.dupcheck.contract.RefusalTest.refusal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    private final JsonCodec codec = new JsonCodec();

    @Test
    void everyMessageComesBackAsItWasWritten() {
        for (Message message : Samples.MESSAGES) {
            byte[] json = codec.write(message);
            assertThat((Message) codec.read(json, message.getClass())).isEqualTo(message);
            assertThat((Message) codec.read(message.key().toString(), json, message.getClass()))
                    .isEqualTo(message);
        }
        assertThat(codec.read(codec.write(Samples.VERDICT), Verdict.class)).isEqualTo(Samples.VERDICT);
    }

    @Test
    void fieldsStandInTheOrderOfDeclarationAndAbsentOnesAreLeftOut() {
        Submission submission = new Submission(
                "t", "1", 7, Mode.PRECHECK, null, List.of(new Section("a", "字")), new Applicant("u", null, null), null);
        assertThat(codec.write(submission)).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"businessType":"t","businessId":"1","revision":7,"mode":"PRECHECK",\
                "sections":[{"key":"a","text":"字"}],"applicant":{"userId":"u"}}""");
        assertThat(codec.write(Samples.COMMAND))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("""
                {"commandId":"c-1","kind":"SUBMIT","workOrderId":"WO-7","businessType":"项目","businessId":"2026-001",\
                "revision":42,"verdictId":"0b6b4fd4","confirmed":true,"issuedAt":"2026-01-31T08:30:00.123456Z"}""");
    }

    @Test
    void aCheckSaysNullForWhatItDoesNotHave() {
        Check check = new Check(
                "t",
                "1",
                7,
                Mode.SUBMIT,
                null,
                CheckState.QUEUED,
                null,
                0,
                0,
                null,
                null,
                Map.of("self", "/c", "events", "/e"));
        assertThat(codec.write(check)).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"businessType":"t","businessId":"1","revision":7,"mode":"SUBMIT","section":null,"state":"QUEUED",\
                "resultState":null,\
                "pagesDone":0,"pagesTotal":0,"verdictId":null,"error":null,"links":{"events":"/e","self":"/c"}}""");
        assertThat(codec.read(codec.write(check), Check.class)).isEqualTo(check);
    }

    @Test
    void aVerdictSaysHowFarBehindItIsOnlyWhereAReaderWasTold() {
        String stored = new String(codec.write(Samples.VERDICT), StandardCharsets.UTF_8);
        assertThat(stored).doesNotContain("current", "changesBehind");
        Verdict told =
                codec.read(bytes("{\"current\":false,\"changesBehind\":3," + stored.substring(1)), Verdict.class);

        assertThat(told.current()).isFalse();
        assertThat(told.changesBehind()).isEqualTo(3);
        assertThat(told.matches()).isEqualTo(Samples.VERDICT.matches());
        assertThat(Samples.VERDICT.current()).isNull();
        assertThat(Samples.VERDICT.changesBehind()).isNull();
    }

    @Test
    void aVerdictThatAnOlderVersionStoredIsReadable() {
        String stored = new String(codec.write(Samples.VERDICT), StandardCharsets.UTF_8)
                .replace("\"reason\":\"FIRST\"", "\"reason\":\"SCANNED\"");

        assertThat(codec.read(bytes(stored), Verdict.class).reason()).isEqualTo(VerdictReason.SCANNED);
    }

    @Test
    void aProblemLeavesOutThePathItDoesNotHave() {
        assertThat(codec.write(new Problem("about:blank", "Not found", 404, null, ErrorCode.NOT_FOUND, null)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,\"code\":\"NOT_FOUND\"}");
    }

    @Test
    void aMessageOfTheNextVersionIsReadable() {
        String next = """
                {"schema":2,"businessType":"t","priority":{"level":[1,{"x":null}]},"businessId":"1","revision":7,
                 "mode":"SUBMIT","sections":[{"key":"a","text":"x","language":"zh","weights":[0.5,1e3]}],
                 "applicant":{"userId":"u","department":{"id":3}},"tags":["a","b"],"due":"2026-01-01T00:00:00Z"}""";
        Submission read = codec.read(bytes(next), Submission.class);
        assertThat(read)
                .isEqualTo(new Submission(
                        "t",
                        "1",
                        7,
                        Mode.SUBMIT,
                        null,
                        List.of(new Section("a", "x")),
                        new Applicant("u", null, null),
                        null));
    }

    @Test
    void timesMayHaveAnyOffsetButMustBeTextInReasonableYears() {
        String event =
                "{\"documentType\":\"t\",\"documentId\":\"1\",\"revision\":1,\"kind\":\"DELETED\",\"occurredAt\":%s}";
        assertThat(codec.read(bytes(event.formatted("\"2026-01-31T08:30:00+08:00\"")), ReferenceEvent.class)
                        .occurredAt())
                .isEqualTo(Instant.parse("2026-01-31T00:30:00Z"));
        for (String wrong : List.of(
                "1700000000",
                "\"1700000000\"",
                "\"2026-01-31\"",
                "\"\"",
                "{}",
                "\"1969-12-31T23:59:59Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"-1000000000-01-01T00:00:00Z\"")) {
            assertRefusal(
                    refusal(() -> codec.read(bytes(event.formatted(wrong)), ReferenceEvent.class)),
                    ErrorCode.INVALID_FIELD,
                    "occurredAt");
        }
    }

    @Test
    void theKeyMustBeTheMessagesOwn() {
        byte[] json = codec.write(Samples.SUBMISSION);
        for (String key : new String[] {null, "", "项目:2026-002", "项目", "2026-001"}) {
            assertRefusal(refusal(() -> codec.read(key, json, Submission.class)), ErrorCode.KEY_MISMATCH, "key");
        }
        assertRefusal(refusal(() -> codec.read("a:b", null, ReferenceEvent.class)), ErrorCode.MISSING_VALUE, "");
    }

    @Test
    void whatASenderMayLeaveOutIsFilledInAndWhatItSaysStands() {
        Map<String, Object> defaults = Map.of("revision", 99L, "mode", Mode.SUBMIT, "businessId", "url");
        String without = "{\"businessType\":\"t\",\"mode\":null,\"sections\":[{\"key\":\"a\",\"text\":\"x\"}],"
                + "\"applicant\":{\"userId\":\"u\"}}";
        Submission filled = codec.read(bytes(without), Submission.class, defaults);
        assertThat(filled.revision()).isEqualTo(99);
        assertThat(filled.mode()).isEqualTo(Mode.SUBMIT);
        assertThat(filled.businessId()).isEqualTo("url");
        assertThat(codec.read(codec.write(Samples.SUBMISSION), Submission.class, defaults))
                .isEqualTo(Samples.SUBMISSION);
    }

    @Test
    void oneEventOrAnArrayOfThemIsRead() {
        String one = new String(codec.write(Samples.REFERENCE_EVENT), StandardCharsets.UTF_8);
        assertThat(codec.readOneOrMany(bytes(one), ReferenceEvent.class, Map.of()))
                .containsExactly(Samples.REFERENCE_EVENT);
        assertThat(codec.readOneOrMany(bytes("[" + one + "," + one + "]"), ReferenceEvent.class, Map.of()))
                .containsExactly(Samples.REFERENCE_EVENT, Samples.REFERENCE_EVENT);
        assertThat(codec.readOneOrMany(bytes("[]"), ReferenceEvent.class, Map.of()))
                .isEmpty();
        String blank = one.replace("文本", " ");
        assertRefusal(
                refusal(() ->
                        codec.readOneOrMany(bytes("[" + one + "," + blank + "]"), ReferenceEvent.class, Map.of())),
                ErrorCode.EMPTY_TEXT,
                "[1].sections[0].text");
        String unknown = one.replace("APPROVED", "BURNT");
        assertRefusal(
                refusal(() -> codec.readOneOrMany(bytes("[" + unknown + "]"), ReferenceEvent.class, Map.of())),
                ErrorCode.UNKNOWN_ENUM,
                "[0].kind");
        assertRefusal(
                refusal(() -> codec.readOneOrMany(bytes("[null]"), ReferenceEvent.class, Map.of())),
                ErrorCode.MISSING_VALUE,
                "[0]");
    }

    @Test
    void textThatIsNotUnicodeCannotBeWritten() {
        Submission submission =
                new Submission("t", "1", 1, Mode.SUBMIT, null, List.of(new Section("a", "x\ud842")), null, null);
        assertRefusal(refusal(() -> codec.write(submission)), ErrorCode.TEXT_NOT_UNICODE, "sections[0].text");
    }
}
