package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done with a stored verdict beside a running {@code serve}, and without it. */
class StoredVerdictCommandsTest extends BesideServe {
    @BeforeAll
    static void approve() throws Exception {
        approvePassage();
    }

    @Test
    void theEvidenceOfAVerdictIsVerifiedWithoutTheNode() throws Exception {
        Verdict verdict = submitted("project", "P-8");
        String evidence = serve.get("/api/v1/verdicts/" + verdict.verdictId() + "/evidence");
        assertThat(evidence).doesNotContain("zhang", "13800000000");

        Terminal whole = verify(evidence);
        assertThat(whole.run("verify", folder.resolve("evidence.json").toString()))
                .as(whole.out() + whole.err())
                .isEqualTo(DupcheckCommand.DONE);
        assertThat(whole.out())
                .contains("evidence of verdict " + verdict.verdictId())
                .containsPattern("ok +similarity +1 of 1 ")
                .contains("all 17 checks are true")
                .doesNotContain("FALSE", "open");

        Terminal forged = verify(evidence.replace("然后汇总", "然后汇集"));
        assertThat(forged.run("verify", folder.resolve("evidence.json").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(forged.out()).containsPattern("FALSE +content hash").contains("1 of 17 checks failed");

        Terminal partly = verify(
                evidence.replaceAll(
                        "\"documents\":\\[.*\\],\"missing\":\\[\\]",
                        "\"documents\":[],\"missing\":[{\"reason\":\"NOT_KEPT\",\"documentType\":\"reference\",\"documentId\":\"r7\",\"revision\":1}]"));
        assertThat(partly.run("verify", folder.resolve("evidence.json").toString()))
                .as(partly.out())
                .isEqualTo(VerifyCommand.NOT_ALL);
        assertThat(partly.out())
                .containsPattern("open +passages there +0 of 1 ")
                .contains("missing: the text of reference:r7, revision 1 (no longer kept)");
    }

    @Test
    void aDraftIsTriedOnWhatWasSubmittedAndNothingIsSaved() throws Exception {
        Verdict verdict = submitted("tried", "T-1");
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        Path draft = Files.writeString(folder.resolve("draft.json"), "{\"thresholds\":{\"passages\":9}}");
        Terminal preview = serve.terminal(0);

        assertThat(preview.run("policy", "preview", "tried", draft.toString(), "--data", serve.data()))
                .as(preview.err())
                .isZero();

        assertThat(preview.out())
                .contains("1 submissions of tried under the draft, against version 0 of the policy")
                .containsPattern("from DUPLICATES to NONE +1")
                .containsPattern("T-1 +DUPLICATES → NONE .*" + verdict.verdictId());
        assertThat(serve.get("/api/v1/policies/tried")).contains("\"version\":0");
    }

    @Test
    void aVerdictIsMadeOnceMoreAfterItsSourceWasRemoved() throws Exception {
        serve.publish(RunningServe.event("listed", "replayed", 1, "APPROVED", "旧", OWN));
        Verdict verdict = submitted("replayed", "R-1");
        serve.publish(RunningServe.event("listed", "replayed", 2, "EDITED", "新", OWN));
        serve.publish(RunningServe.event("listed", "replayed", 3, "DELETED", "", OWN));
        Terminal replay = serve.terminal(0);

        assertThat(replay.run("replay", verdict.verdictId(), "--data", serve.data()))
                .as(replay.out() + replay.err())
                .isEqualTo(DupcheckCommand.DONE);

        assertThat(replay.out()).contains("verdict " + verdict.verdictId() + " comes out the same, ");
        assertThat(replay.run("replay", "none", "--data", serve.data())).isEqualTo(ReplayCommand.REFUSED);
        assertThat(replay.err()).isEqualTo("dupcheck: UNKNOWN_VERDICT: there is no verdict none\n");
        Terminal others = new Terminal(with(serve.environment(), "DUPCHECK_CHECK_LEAST_TOKENS", "7"), 0);
        assertThat(others.run("replay", verdict.verdictId(), "--data", serve.data()))
                .isEqualTo(ReplayCommand.REFUSED);
        assertThat(others.err()).startsWith("dupcheck: OTHER_SETTINGS: the verdict is of settings ");

        forge(verdict.verdictId(), "\"resultState\":\"DUPLICATES\"", "\"resultState\":\"NONE\"");
        Terminal forged = serve.terminal(0);
        assertThat(forged.run("replay", verdict.verdictId(), "--data", serve.data()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(forged.out())
                .contains("does not come out the same:")
                .contains("resultState: stored NONE, made again DUPLICATES");
    }

    /** A submission with a passage of the reference set, checked. */
    private static Verdict submitted(String type, String id) throws Exception {
        return serve.submitted("{\"businessType\":\"" + type + "\",\"businessId\":\"" + id
                + "\",\"revision\":3,\"mode\":\"SUBMIT\","
                + "\"applicant\":{\"userId\":\"zhang\",\"phone\":\"13800000000\"},\"sections\":[{\"key\":\"技术路线\",\"text\":\"先行踏勘。"
                + PASSAGE + "然后汇总。\"}]}");
    }

    private static void forge(String verdictId, String from, String to) {
        DatabaseSettings settings = DatabaseSettings.of(serve.environment().get("DUPCHECK_DATABASE_URL"), Schema.NAME);
        try (Database database = Database.open(settings, new SimpleMeterRegistry())) {
            database.inTransaction(session -> session.update(
                    "update verdict set body = cast(replace(cast(body as text), ?, ?) as json) where verdict_id = ?",
                    from,
                    to,
                    verdictId));
        }
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(name, value);
        return all;
    }

    private static Terminal verify(String evidence) throws IOException {
        Files.writeString(folder.resolve("evidence.json"), evidence);
        return serve.terminal(0);
    }
}
