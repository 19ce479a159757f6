package org.dupcheck.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.dupcheck.contract.RefusalTest.assertRefusal;
import static org.dupcheck.contract.RefusalTest.refusal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records held against the contract, with no JSON around them, and the rules of the messages other than submissions. */
class ValidatorTest {
    private final JsonCodec codec = new JsonCodec();
    private final ObjectMapper plain = new ObjectMapper();

    @Test
    void goodMessagesPass() {
        for (Message message : Samples.MESSAGES) {
            assertThatCode(() -> Validator.check(message)).doesNotThrowAnyException();
        }
    }

    @Test
    void everythingAtItsLimitPasses() {
        List<Section> sections = IntStream.range(0, 64)
                .mapToObj(i -> new Section("𠮷".repeat(126) + (char) ('0' + i), "。"))
                .toList();
        Submission submission = new Submission(
                "𠮷".repeat(32),
                "𠮷".repeat(32),
                Long.MAX_VALUE - 1,
                Mode.SUBMIT,
                "𠮷".repeat(1_000),
                sections,
                new Applicant("u".repeat(128), null, null),
                "w".repeat(128));
        assertThatCode(() -> Validator.check(submission)).doesNotThrowAnyException();
        assertThat(codec.read(codec.write(submission), Submission.class)).isEqualTo(submission);
    }

    @Test
    void noLaterRevisionCouldFollowTheGreatestNumber() {
        Submission submission = new Submission(
                "t", "1", Long.MAX_VALUE, Mode.PRECHECK, null, List.of(new Section("a", "x")), null, null);
        assertRefusal(refusal(() -> Validator.check(submission)), ErrorCode.INVALID_FIELD, "revision");
        for (ReferenceEventKind kind : List.of(ReferenceEventKind.APPROVED, ReferenceEventKind.EDITED)) {
            ReferenceEvent event = new ReferenceEvent(
                    "t", "1", Long.MAX_VALUE, kind, null, null, List.of(new Section("a", "x")), null);
            assertRefusal(refusal(() -> Validator.check(event)), ErrorCode.INVALID_FIELD, "revision");
        }
    }

    @Test
    void whatHasTheGreatestNumberCanBeTakenBackUnderIt() {
        Submission withdrawal = Submission.withdrawal(new BusinessKey("t", "1"), Long.MAX_VALUE);
        ReferenceEvent deletion =
                new ReferenceEvent("t", "1", Long.MAX_VALUE, ReferenceEventKind.DELETED, null, null, List.of(), null);

        assertThatCode(() -> Validator.check(withdrawal)).doesNotThrowAnyException();
        assertThatCode(() -> Validator.check(deletion)).doesNotThrowAnyException();
    }

    @Test
    void namesThatAPathCannotHoldAreRefused() {
        for (String name : List.of(".", "..")) {
            List<Section> sections = List.of(new Section("a", "x"));
            Submission submission = new Submission("t", name, 1, Mode.PRECHECK, null, sections, null, null);
            ReferenceEvent approved =
                    new ReferenceEvent("t", name, 1, ReferenceEventKind.APPROVED, null, null, sections, null);
            ReferenceEvent deleted =
                    new ReferenceEvent("t", name, 1, ReferenceEventKind.DELETED, null, null, List.of(), null);

            assertRefusal(refusal(() -> Validator.check(submission)), ErrorCode.INVALID_FIELD, "businessId");
            assertRefusal(refusal(() -> Validator.check(approved)), ErrorCode.INVALID_FIELD, "documentId");
            // one that came in before goes out all the same
            assertThatCode(() -> Validator.check(deleted)).doesNotThrowAnyException();
        }
    }

    @Test
    void aRecordWithNullsIsRefusedAndNotTrippedOver() {
        Submission nothing = new Submission(null, null, 0, null, null, null, null, null);
        assertRefusal(refusal(() -> Validator.check(nothing)), ErrorCode.MISSING_FIELD, "businessType");
        Submission holes =
                new Submission("t", "1", 0, Mode.SUBMIT, null, Arrays.asList(new Section("a", "x"), null), null, null);
        assertRefusal(refusal(() -> Validator.check(holes)), ErrorCode.MISSING_FIELD, "sections[1]");
        assertRefusal(refusal(() -> codec.write(holes)), ErrorCode.MISSING_FIELD, "sections[1]");
        ReferenceEvent event = new ReferenceEvent("t", "1", 0, null, null, null, null, null);
        assertRefusal(refusal(() -> Validator.check(event)), ErrorCode.MISSING_FIELD, "kind");
    }

    @Test
    void hopelesslyLargeTextsAreRefusedBeforeTheyAreWritten() {
        String half = "x".repeat(Limits.MAX_MESSAGE_BYTES / 2 + 1);
        Submission submission = new Submission(
                "t", "1", 0, Mode.SUBMIT, null, List.of(new Section("a", half), new Section("b", half)), null, null);
        assertRefusal(refusal(() -> Validator.check(submission)), ErrorCode.MESSAGE_TOO_LARGE, "");
    }

    @Test
    void aWithdrawalAndADeleteDropWhatTheyTakeBack() {
        List<Section> bad = List.of(new Section("", ""));
        Submission withdrawal = new Submission("t", "1", 5, Mode.WITHDRAW, null, bad, null, null);
        assertThat(withdrawal).isEqualTo(Submission.withdrawal(new BusinessKey("t", "1"), 5));
        assertThatCode(() -> Validator.check(withdrawal)).doesNotThrowAnyException();
        ReferenceEvent delete = new ReferenceEvent("t", "1", 5, ReferenceEventKind.DELETED, null, null, bad, null);
        assertThat(delete.sections()).isEmpty();
        assertThatCode(() -> Validator.check(delete)).doesNotThrowAnyException();
    }

    @Test
    void aRecordDoesNotChangeWithTheListItWasMadeOf() {
        List<Section> sections = new ArrayList<>(List.of(new Section("a", "x")));
        Submission submission = new Submission("t", "1", 5, Mode.SUBMIT, null, sections, null, null);
        sections.clear();
        assertThat(submission.sections()).hasSize(1);
    }

    @Test
    void anAcceptedCommandMayHaveAReasonToo() {
        WorkOrderEvent event = new WorkOrderEvent(
                "t", "1", "c-1", WorkOrderEvent.Kind.ACCEPTED, "ok", Instant.parse("2026-01-31T08:35:02Z"));
        assertThatCode(() -> Validator.check(event)).doesNotThrowAnyException();
    }

    @Test
    void anOriginNamesTypeAndIdOfItsSubmission() {
        String json = "{\"documentType\":\"t\",\"documentId\":\"1\",\"revision\":1,\"kind\":\"APPROVED\","
                + "\"origin\":{\"businessType\":\"t\"%s},\"sections\":[{\"key\":\"k\",\"text\":\"x\"}]}";
        assertRefusal(
                refusal(() -> codec.read(json.formatted("").getBytes(UTF_8), ReferenceEvent.class)),
                ErrorCode.MISSING_FIELD,
                "origin.businessId");
        assertThat(codec.read(json.formatted(",\"businessId\":\"7\"").getBytes(UTF_8), ReferenceEvent.class)
                        .origin())
                .isEqualTo(new BusinessKey("t", "7"));
    }

    @ParameterizedTest
    @CsvSource({
        "REFERENCE_EVENT, documentType, \"a:b\", INVALID_FIELD, documentType",
        "REFERENCE_EVENT, documentId, \"\", INVALID_FIELD, documentId",
        "REFERENCE_EVENT, revision, -1, INVALID_FIELD, revision",
        "REFERENCE_EVENT, kind, \"BURNT\", UNKNOWN_ENUM, kind",
        "REFERENCE_EVENT, kind, null, MISSING_FIELD, kind",
        "REFERENCE_EVENT, sections, [], MISSING_FIELD, sections",
        "REFERENCE_EVENT, ownerId, \"\", INVALID_FIELD, ownerId",
        "REFERENCE_EVENT, origin, {\"businessType\": \"a:b\"}, INVALID_FIELD, origin.businessType",
        "REFERENCE_EVENT, origin, \"t:1\", INVALID_FIELD, origin",
        "VERDICT_EVENT, state, \"QUEUED\", INVALID_FIELD, state",
        "VERDICT_EVENT, state, \"FAILED\", INVALID_FIELD, verdictId",
        "VERDICT_EVENT, verdictId, null, MISSING_FIELD, verdictId",
        "VERDICT_EVENT, resultState, null, MISSING_FIELD, resultState",
        "VERDICT_EVENT, resultState, \"SOME\", UNKNOWN_ENUM, resultState",
        "VERDICT_EVENT, containment, 1.01, INVALID_FIELD, containment",
        "VERDICT_EVENT, containment, \"NaN\", INVALID_FIELD, containment",
        "VERDICT_EVENT, containment, null, MISSING_FIELD, containment",
        "VERDICT_EVENT, matchCount, -1, INVALID_FIELD, matchCount",
        "VERDICT_EVENT, corpusVersion, -1, INVALID_FIELD, corpusVersion",
        "VERDICT_EVENT, error, \"x\", INVALID_FIELD, error",
        "VERDICT_EVENT, occurredAt, null, MISSING_FIELD, occurredAt",
        "CONFIRMATION, verdictId, null, MISSING_FIELD, verdictId",
        "CONFIRMATION, decision, \"MAYBE\", UNKNOWN_ENUM, decision",
        "CONFIRMATION, reason, \"\\u0000\", TEXT_HAS_NUL, reason",
        "CONFIRMATION, userId, \"\", INVALID_FIELD, userId",
        "CONFIRMATION, occurredAt, null, MISSING_FIELD, occurredAt",
        "COMMAND, commandId, null, MISSING_FIELD, commandId",
        "COMMAND, kind, \"PRINT\", UNKNOWN_ENUM, kind",
        "COMMAND, workOrderId, null, MISSING_FIELD, workOrderId",
        "COMMAND, confirmed, null, MISSING_FIELD, confirmed",
        "COMMAND, confirmed, 1, INVALID_FIELD, confirmed",
        "COMMAND, issuedAt, 17, INVALID_FIELD, issuedAt",
        "COMMAND, replaces, \"\", INVALID_FIELD, replaces",
        "CONFIRMATION, contentHash, \"\", INVALID_FIELD, contentHash",
        "WORK_ORDER_EVENT, commandId, null, MISSING_FIELD, commandId",
        "WORK_ORDER_EVENT, kind, \"LATER\", UNKNOWN_ENUM, kind",
        "WORK_ORDER_EVENT, reason, null, MISSING_FIELD, reason",
        "WORK_ORDER_EVENT, occurredAt, null, MISSING_FIELD, occurredAt",
    })
    void otherMessagesHaveRulesOfTheirOwn(String sample, String field, String json, ErrorCode code, String path)
            throws IOException {
        Message good = Stream.of(
                        Samples.REFERENCE_EVENT,
                        Samples.VERDICT_EVENT,
                        Samples.CONFIRMATION,
                        Samples.COMMAND,
                        Samples.WORK_ORDER_EVENT)
                .toList()
                .get(List.of("REFERENCE_EVENT", "VERDICT_EVENT", "CONFIRMATION", "COMMAND", "WORK_ORDER_EVENT")
                        .indexOf(sample));
        ObjectNode tree = (ObjectNode) plain.readTree(codec.write(good));
        tree.set(field, plain.readTree(json));
        byte[] bad = plain.writeValueAsBytes(tree);
        assertRefusal(refusal(() -> codec.read(bad, good.getClass())), code, path);
        tree.remove(field);
        if (code == ErrorCode.MISSING_FIELD && !json.equals("[]")) {
            byte[] absent = plain.writeValueAsBytes(tree);
            assertRefusal(refusal(() -> codec.read(absent, good.getClass())), code, path);
        }
    }

    @Test
    void aCancellationSaysWhatItTakesBack() {
        WorkOrderCommand vague =
                new WorkOrderCommand("c", WorkOrderCommand.Kind.CANCEL, "WO", "t", "1", 1, "v", false, Instant.EPOCH);
        assertRefusal(refusal(() -> Validator.check(vague)), ErrorCode.MISSING_FIELD, "replaces");
        assertThatCode(() -> Validator.check(new WorkOrderCommand(
                        "c", WorkOrderCommand.Kind.CANCEL, "WO", "t", "1", 1, "v", false, Instant.EPOCH, "b")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFailedCheckSaysWhyAndCarriesNoVerdict() {
        VerdictEvent failed = new VerdictEvent(
                "t", "1", 1, Mode.SUBMIT, CheckState.FAILED, null, null, null, null, null, "no memory", Instant.EPOCH);
        assertThatCode(() -> Validator.check(failed)).doesNotThrowAnyException();
        VerdictEvent silent = new VerdictEvent(
                "t", "1", 1, Mode.SUBMIT, CheckState.FAILED, null, null, null, null, null, null, Instant.EPOCH);
        assertRefusal(refusal(() -> Validator.check(silent)), ErrorCode.MISSING_FIELD, "error");
    }

    @Test
    void keysAreReadAsTheyAreWritten() {
        for (BusinessKey key : List.of(new BusinessKey("t", "1"), new BusinessKey("项目", "a:b:c"))) {
            assertThat(BusinessKey.parse(key.toString())).isEqualTo(key);
            assertThatCode(() -> Validator.check(key)).doesNotThrowAnyException();
        }
        for (String key : List.of("", "t", ":1", "t:", "t: ", "t:" + "1".repeat(33), "t:a\nb")) {
            assertRefusal(refusal(() -> BusinessKey.parse(key)), ErrorCode.INVALID_FIELD, "key");
        }
        assertRefusal(
                refusal(() -> Validator.check(new BusinessKey("a:b", "1"))), ErrorCode.INVALID_FIELD, "businessType");
        assertThat(new DocumentKey("立项", "d:1")).hasToString("立项:d:1");
    }

    @Test
    void aCopyWithAnotherRevisionOrModeKeepsTheRest() {
        assertThat(Samples.SUBMISSION.withRevision(43).withMode(Mode.PRECHECK))
                .extracting(Submission::revision, Submission::mode, Submission::sections)
                .containsExactly(43L, Mode.PRECHECK, Samples.SUBMISSION.sections());
    }
}
