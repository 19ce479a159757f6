package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files are checked beside a running {@code serve}. */
class CheckCommandTest extends BesideServe {
    @BeforeAll
    static void approve() throws Exception {
        approvePassage();
    }

    @Test
    void checkPrintsTheVerdictForPeopleAndAsJson() throws IOException {
        Path file = Files.writeString(folder.resolve("申请.md"), "## 技术路线\n\n先行踏勘。" + PASSAGE + "然后汇总。\n");
        Terminal people = serve.terminal(90);
        assertThat(people.run("check", file.toString(), "--data", serve.data()))
                .as(people.err())
                .isZero();
        assertThat(people.out())
                .contains("Duplicates:")
                .contains("reference:r7")
                .contains("技术路线")
                .contains("here   ")
                .contains("there  ");
        Terminal json = serve.terminal(0);
        assertThat(json.run("check", file.toString(), "--json", "--url", serve.http()))
                .isZero();
        Verdict verdict = new JsonCodec().read(json.out().strip(), Verdict.class);
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(verdict.matches()).extracting(Verdict.Match::documentId).containsExactly("r7");
    }

    @Test
    void checkOfJsonLeavesTheDocumentItNamesAlone() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.json"),
                "{\"businessType\":\"project\",\"businessId\":\"P-7\",\"revision\":3,\"mode\":\"SUBMIT\",\"applicant\":{\"userId\":\"u\"},\"title\":\"题\","
                        + "\"sections\":[{\"key\":\"立项背景\",\"text\":\"全新的一段话，与任何文档都没有关系。\"}]}");
        Terminal terminal = serve.terminal(0);
        assertThat(terminal.run("check", file.toString(), "--json", "--url", serve.http()))
                .isZero();
        Verdict verdict = new JsonCodec().read(terminal.out().strip(), Verdict.class);
        assertThat(verdict.businessType()).isEqualTo("file");
        assertThat(verdict.businessId()).isNotEqualTo("P-7");
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
    }

    @Test
    void checkTakesManyFilesWritesTablesAndLeavesNoSubmissionBehind() throws Exception {
        Path many = Files.createDirectories(folder.resolve("many"));
        Files.writeString(many.resolve("甲.txt"), "先行踏勘。" + PASSAGE + "然后汇总。");
        Files.writeString(many.resolve("乙.txt"), "全新的一段话，与任何文档都没有关系，只谈另外的事情。");
        Path csv = folder.resolve("found.csv");
        Path html = folder.resolve("found.html");
        Terminal terminal = serve.terminal(140);
        assertThat(terminal.run(
                        "check",
                        many.toString(),
                        "--url",
                        serve.http(),
                        "--csv",
                        csv.toString(),
                        "--html",
                        html.toString(),
                        "--fail-over",
                        "10%"))
                .as(terminal.err())
                .isEqualTo(CheckCommand.OVER);
        assertThat(terminal.out()).contains("甲.txt").contains("乙.txt").contains("reference:r7");
        assertThat(Files.readString(csv)).contains("reference,r7,");
        assertThat(Files.readString(html)).contains("<mark>").contains("reference:r7");
        await("the checks are taken back")
                .until(() ->
                        !serve.get("/api/v1/checks?type=file&state=FINISHED").contains("businessId"));
    }
}
