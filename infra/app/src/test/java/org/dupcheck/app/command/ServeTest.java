package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.dupcheck.app.DeploymentFiles;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.Schema;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All commands against one running {@code serve} on servers outside, in the order in which a user would type them. */
@ExtendWith(DupcheckServices.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeTest {
    private static final String PASSAGE = "尖轨密贴间隙的起始特征肉眼分不清，拟以缺口图像间接推求，用注入故障检查，并由夜间巡道班组逐例验证。";
    private static final String OWN = "本年度在市域铁路咽喉区择点埋设轨旁采集箱，按周汇总转换功率曲线，交设备工长签收。";

    @TempDir
    static Path folder;

    private static final ExecutorService SERVING =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "test-serve"));
    private static Map<String, String> environment;
    private static Terminal server;
    private static Future<Integer> serving;
    private static String http;

    @BeforeAll
    static void serve(KafkaService kafka, PostgresService postgres) {
        Map<String, String> settings = Map.of(
                "DUPCHECK_AUTH",
                "keys",
                "DUPCHECK_KAFKA",
                kafka.bootstrapServers(),
                "DUPCHECK_DATABASE_URL",
                postgres.newDatabase(),
                "DUPCHECK_TOPICS_PREFIX",
                "serve-test.",
                "DUPCHECK_TOPICS_PARTITIONS",
                "2");
        environment = new HashMap<>(settings);
        environment.put("DUPCHECK_API_KEY", firstKey(settings));
        server = new Terminal(environment, 0);
        serving = SERVING.submit(() -> server.run("serve", "--port", "0", "--data", data()));
        await("serve is ready")
                .atMost(Duration.ofMinutes(2))
                .until(() -> serving.isDone() || Endpoints.read(Path.of(data())).isPresent());
        assertThat(serving).as(server.err()).isNotDone();
        http = Endpoints.read(Path.of(data())).orElseThrow().http();
    }

    /** In a database that has no tables yet, as an operator makes it before the first node starts. */
    private static String firstKey(Map<String, String> settings) {
        Terminal terminal = new Terminal(settings, 0);
        assertThat(terminal.run("keys", "add", "all of these tests", "--role", "module,operator"))
                .as(terminal.err())
                .isZero();
        return terminal.out().trim();
    }

    @AfterAll
    static void stop() {
        server.stop();
        SERVING.shutdown();
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    @Test
    @Order(1)
    void servePrintsOneLineAndShowsHealthAndMetrics() throws Exception {
        assertThat(server.out())
                .hasLineCount(1)
                .startsWith("dupcheck is ready: gateway,check,corpus-sync,notifier on " + http);
        assertThat(get("/health/live")).contains("UP");
        assertThat(get("/health/ready")).contains("corpus-sync").contains("database");
        assertThat(get("/metrics")).contains("dupcheck_consume_received_total").contains("jvm_memory_used_bytes");
        assertThat(get("/metrics").lines().filter(line -> line.startsWith("# HELP ")))
                .hasSizeGreaterThan(50)
                .allMatch(line -> !line.split(" ", 4)[3].isBlank());
        assertThat(get("/metrics").lines().filter(line -> line.startsWith("kafka_")))
                .isNotEmpty()
                .hasSizeLessThan(100);
        String management = Endpoints.read(Path.of(data())).orElseThrow().management();
        assertThat(management).isNotEqualTo(http);
        for (String path : List.of("/health/live", "/health/ready", "/health/ready/writes", "/health/ready/reads")) {
            assertThat(getUrl(management + path)).as(path).contains("\"status\":\"UP\"");
        }
        for (String path : DeploymentFiles.healthPaths()) {
            assertThat(getUrl(management + path)).as(path).contains("\"status\":\"UP\"");
        }
        assertThat(getUrl(management + "/metrics")).contains("dupcheck_consume_received_total");
        assertThat(getUrl(management + "/api/v1/reference-set")).contains("NOT_FOUND");
    }

    @Test
    @Order(1)
    void everyMetricOfTheOperatorsPageIsThere() throws Exception {
        String metrics = get("/metrics");
        assertThat(DeploymentFiles.metrics())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^(# TYPE )?" + name + "[ {]"));
    }

    @Test
    @Order(2)
    void corpusLoadPublishesWaitsAndNamesBadLines() throws IOException {
        Path file = folder.resolve("reference.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 200; i++) {
                String line =
                        "{\"id\":\"r" + i + "\",\"text\":\"第" + i + "号参考文档，" + (i == 7 ? PASSAGE : "内容另载。") + "\"}\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
            out.write("{\"id\":\"bad\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        Terminal terminal = new Terminal(environment, 100);
        assertThat(terminal.run("corpus", "load", file.toString(), "--data", data()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.out()).contains("200 documents loaded and in the reference set within");
        assertThat(terminal.err()).contains("reference.jsonl.gz:201: sections").contains("1 refused");
    }

    @Test
    @Order(3)
    void loadingAgainReplacesAndWaitsThoughNothingChanges() throws IOException {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.md"), "# 题\n\n## 立项背景\n\n" + OWN);
        for (int i = 0; i < 2; i++) {
            Terminal terminal = new Terminal(environment, 0);
            assertThat(terminal.run("corpus", "load", texts.toString(), "--type", "promotion", "--data", data()))
                    .as(terminal.err())
                    .isZero();
        }
        Terminal stats = new Terminal(environment, 0);
        assertThat(stats.run("corpus", "stats", "--url", http)).isZero();
        assertThat(stats.out())
                .containsPattern("promotion +1\n")
                .containsPattern("reference +200\n")
                .containsPattern("all +201\n")
                .contains("corpus version 201");
    }

    @Test
    @Order(4)
    void checkPrintsTheVerdictForPeopleAndAsJson() throws IOException {
        Path file = Files.writeString(folder.resolve("申请.md"), "## 技术路线\n\n先行踏勘。" + PASSAGE + "然后汇总。\n");
        Terminal people = new Terminal(environment, 90);
        assertThat(people.run("check", file.toString(), "--data", data()))
                .as(people.err())
                .isZero();
        assertThat(people.out())
                .contains("Duplicates:")
                .contains("reference:r7")
                .contains("技术路线")
                .contains("here   ")
                .contains("there  ");
        Terminal json = new Terminal(environment, 0);
        assertThat(json.run("check", file.toString(), "--json", "--url", http)).isZero();
        Verdict verdict = new JsonCodec().read(json.out().strip(), Verdict.class);
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(verdict.matches()).extracting(Verdict.Match::documentId).containsExactly("r7");
    }

    @Test
    @Order(5)
    void checkOfJsonLeavesTheDocumentItNamesAlone() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.json"),
                "{\"businessType\":\"project\",\"businessId\":\"P-7\",\"revision\":3,\"mode\":\"SUBMIT\",\"applicant\":{\"userId\":\"u\"},\"title\":\"题\","
                        + "\"sections\":[{\"key\":\"立项背景\",\"text\":\"全新的一段话，与任何文档都没有关系。\"}]}");
        Terminal terminal = new Terminal(environment, 0);
        assertThat(terminal.run("check", file.toString(), "--json", "--url", http))
                .isZero();
        Verdict verdict = new JsonCodec().read(terminal.out().strip(), Verdict.class);
        assertThat(verdict.businessType()).isEqualTo("file");
        assertThat(verdict.businessId()).isNotEqualTo("P-7");
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
    }

    @Test
    @Order(5)
    void checkTakesManyFilesWritesTablesAndLeavesNoSubmissionBehind() throws Exception {
        Path many = Files.createDirectories(folder.resolve("many"));
        Files.writeString(many.resolve("甲.txt"), "先行踏勘。" + PASSAGE + "然后汇总。");
        Files.writeString(many.resolve("乙.txt"), "全新的一段话，与任何文档都没有关系，只谈另外的事情。");
        Path csv = folder.resolve("found.csv");
        Path html = folder.resolve("found.html");
        Terminal terminal = new Terminal(environment, 140);
        assertThat(terminal.run(
                        "check",
                        many.toString(),
                        "--url",
                        http,
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
                .atMost(Duration.ofSeconds(20))
                .until(() -> !get("/api/v1/checks?type=file&state=FINISHED").contains("businessId"));
    }

    @Test
    @Order(5)
    void documentsAreListedShownAndRemovedForGood() throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        Files.writeString(again.resolve("a.txt"), OWN);
        Path report = folder.resolve("report.tsv");
        for (String prefix : new String[] {"2023/", "2024/", "2024/"}) {
            Terminal load = new Terminal(environment, 0);
            assertThat(load.run(
                            "corpus",
                            "load",
                            again.toString(),
                            "--prefix",
                            prefix,
                            "--report",
                            report.toString(),
                            "--data",
                            data()))
                    .as(load.err())
                    .isZero();
        }
        assertThat(Files.readString(report)).startsWith("replaced\ta.txt\treference:2024/a.txt");
        Terminal list = new Terminal(environment, 0);
        assertThat(list.run("corpus", "list", "--prefix", "202", "--url", http)).isZero();
        assertThat(list.out()).contains("2023/a.txt").contains("2024/a.txt").contains("2 documents");
        Terminal show = new Terminal(environment, 0);
        assertThat(show.run("corpus", "show", "reference", "2024/a.txt", "--url", http))
                .isZero();
        assertThat(show.out()).contains(OWN);
        Terminal remove = new Terminal(environment, 0);
        assertThat(remove.run("corpus", "remove", "--prefix", "202", "--yes", "--url", http))
                .as(remove.err())
                .isZero();
        assertThat(remove.out()).contains("2 documents removed");
        Terminal gone = new Terminal(environment, 0);
        assertThat(gone.run("corpus", "remove", "2024/a.txt", "--yes", "--url", http))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(gone.err()).contains("nothing changed");
    }

    private static String event(String id, long revision, String kind, String title) {
        String text = kind.equals("DELETED")
                ? ""
                : ",\"title\":\"" + title + "\",\"sections\":[{\"key\":\"正文\",\"text\":\"" + OWN + "\"}]";
        return "{\"documentType\":\"listed\",\"documentId\":\"" + id + "\",\"revision\":" + revision + ",\"kind\":\""
                + kind + "\"" + text + "}";
    }

    private static String line(String id, Long revision, String title) {
        return "{\"documentType\":\"listed\",\"documentId\":\"" + id + "\""
                + (revision == null ? "" : ",\"revision\":" + revision)
                + (title == null
                        ? ""
                        : ",\"title\":\"" + title + "\",\"sections\":[{\"key\":\"正文\",\"text\":\"" + OWN + "\"}]")
                + "}";
    }

    private static Terminal reconcile(int expected, Object... arguments) {
        List<String> all = new ArrayList<>(List.of("corpus", "reconcile", "--url", http));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        Terminal terminal = new Terminal(environment, 0);
        assertThat(terminal.run(all.toArray(String[]::new)))
                .as(terminal.out() + terminal.err())
                .isEqualTo(expected);
        return terminal;
    }

    private static void publish(String... events) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http + "/api/v1/reference-events?waitMs=10000"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + environment.get("DUPCHECK_API_KEY"))
                                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void aListIsComparedAndTheReferenceSetMadeAsItSays() throws Exception {
        publish(event("same", 1, "APPROVED", "同"));
        publish(event("newer", 5, "APPROVED", "旧"), event("newer", 7, "EDITED", "旧"));
        publish(event("own", 3, "APPROVED", "旧"), event("extra", Long.MAX_VALUE - 9, "APPROVED", "多"));
        publish(event("dead", 2, "APPROVED", "曾"), event("dead", 9, "DELETED", ""));
        Path report = folder.resolve("differences.tsv");
        Path list = Files.writeString(
                folder.resolve("list.jsonl"),
                String.join(
                        "\n",
                        line("same", 1L, "同"),
                        line("newer", 6L, "新"),
                        line("own", 12L, "新"),
                        line("dead", 2L, "曾"),
                        line("unnumbered", null, "新"),
                        line("textless", null, null),
                        line("same", 1L, "同"),
                        "{\"documentId\":"));

        Terminal told = reconcile(DupcheckCommand.FAILED, list, "--report", report);
        assertThat(told.out())
                .containsPattern("missing +listed:dead  list.jsonl:4\n")
                .containsPattern("missing +listed:textless  list.jsonl:6: its line has no text to mend it\n")
                .containsPattern("different +listed:newer  list.jsonl:2: title, owner, origin or sections\n")
                .containsPattern("extra +listed:extra\n")
                .containsPattern("listed +6 +4 +1 +3 +2 +1\n")
                .containsPattern("not compared, for no line names them: .*reference \\(200\\)")
                .contains("differs from the list: 3 missing, 2 different, 1 extra; --fix mends it");
        assertThat(told.err())
                .contains("list.jsonl:7: listed:same stands in an earlier line")
                .contains("list.jsonl:8: documentId: the message is not JSON")
                .contains("2 lines of the list were refused");
        assertThat(Files.readString(report)).contains("extra\t\tlisted:extra\t").contains("refused\tlist.jsonl:8\t");

        assertThat(reconcile(DupcheckCommand.FAILED, list, "--full").err())
                .containsOnlyOnce("list.jsonl:8: documentId")
                .doesNotContain("more refused");

        Terminal unasked = reconcile(DupcheckCommand.FAILED, list, "--fix");
        assertThat(unasked.err()).contains("nothing is deleted").contains("this would change 4 documents");

        Terminal mended = reconcile(DupcheckCommand.FAILED, list, "--fix", "--yes", "--report", report);
        assertThat(mended.out())
                .contains("2 approved, 2 edited, 0 deleted; compared again:")
                .contains("differs from the list: 1 missing, 0 different, 1 extra");
        assertThat(Files.readString(report))
                .contains("edited\t\tlisted:newer\trevision 8\n")
                .contains("edited\t\tlisted:own\trevision 12\n")
                .contains("approved\t\tlisted:dead\trevision 10\n");

        Files.writeString(
                list,
                String.join(
                        "\n",
                        line("same", 1L, "同"),
                        line("newer", 8L, null),
                        line("own", 12L, "新"),
                        line("dead", 10L, null),
                        line("unnumbered", null, "新")));
        assertThat(reconcile(DupcheckCommand.DONE, list, "--fix", "--yes").out())
                .contains("0 approved, 0 edited, 1 deleted")
                .contains("the reference set now equals the list");
        assertThat(reconcile(DupcheckCommand.DONE, list, "--full").out()).contains("the reference set equals the list");
        Files.writeString(list, line("newer", 5L, null) + "\n" + line("own", 3L, null));
        assertThat(reconcile(DupcheckCommand.FAILED, list, "--full").out())
                .containsPattern("different +listed:newer  list.jsonl:1: revision 8, and not 5; its line")
                .contains("0 missing, 2 different, 3 extra");
        Files.writeString(list, "");
        assertThat(reconcile(DupcheckCommand.FAILED, list).err()).contains("names no document");
        assertThat(reconcile(DupcheckCommand.DONE, list, "--type", "listed", "--fix", "--yes")
                        .out())
                .contains("0 approved, 0 edited, 5 deleted");
    }

    @Test
    @Order(5)
    void aFileThatWasLoadedEqualsWhatItLoaded() throws IOException {
        Path file = folder.resolve("again.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            lines.append("{\"id\":\"p")
                    .append(i)
                    .append("\",\"text\":\"")
                    .append(OWN)
                    .append(i)
                    .append("\"}\n");
        }
        Files.writeString(file, lines);
        Terminal load = new Terminal(environment, 0);
        assertThat(load.run("corpus", "load", file.toString(), "--type", "paged", "--data", data()))
                .as(load.err())
                .isZero();
        assertThat(reconcile(DupcheckCommand.DONE, file, "--type", "paged").out())
                .containsPattern("paged +450 +450 +450 +0 +0 +0\n");
        Files.writeString(file, lines.substring(0, lines.indexOf("\"p400\"") - "{\"id\":".length()));
        Terminal extra = reconcile(DupcheckCommand.FAILED, file, "--type", "paged");
        assertThat(extra.out()).contains("and 30 more extra; --full or --report FILE names them all");
        assertThat(reconcile(DupcheckCommand.FAILED, file, "--type", "paged", "--full")
                        .out())
                .contains("extra      paged:p449\n");
        assertThat(reconcile(DupcheckCommand.DONE, file, "--type", "paged", "--fix", "--yes")
                        .out())
                .contains("0 approved, 0 edited, 50 deleted");
        Terminal remove = new Terminal(environment, 0);
        assertThat(remove.run("corpus", "remove", "--type", "paged", "--yes", "--url", http))
                .isZero();
    }

    /** A submission with a passage of the reference set, checked. */
    private static Verdict submitted(String type, String id) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http + "/api/v1/submissions?waitMs=10000"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + environment.get("DUPCHECK_API_KEY"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"businessType\":\"" + type + "\",\"businessId\":\"" + id
                                                + "\",\"revision\":3,\"mode\":\"SUBMIT\","
                                                + "\"applicant\":{\"userId\":\"zhang\",\"phone\":\"13800000000\"},\"sections\":[{\"key\":\"技术路线\",\"text\":\"先行踏勘。"
                                                + PASSAGE + "然后汇总。\"}]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonCodec().read(answer.body(), Verdict.class);
    }

    @Test
    @Order(5)
    void theEvidenceOfAVerdictIsVerifiedWithoutTheNode() throws Exception {
        Verdict verdict = submitted("project", "P-8");
        String evidence = get("/api/v1/verdicts/" + verdict.verdictId() + "/evidence");
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
    @Order(5)
    void aDraftIsTriedOnWhatWasSubmittedAndNothingIsSaved() throws Exception {
        Verdict verdict = submitted("tried", "T-1");
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        Path draft = Files.writeString(folder.resolve("draft.json"), "{\"thresholds\":{\"passages\":9}}");
        Terminal preview = new Terminal(environment, 0);

        assertThat(preview.run("policy", "preview", "tried", draft.toString(), "--data", data()))
                .as(preview.err())
                .isZero();

        assertThat(preview.out())
                .contains("1 submissions of tried under the draft, against version 0 of the policy")
                .containsPattern("from DUPLICATES to NONE +1")
                .containsPattern("T-1 +DUPLICATES → NONE .*" + verdict.verdictId());
        assertThat(get("/api/v1/policies/tried")).contains("\"version\":0");
    }

    @Test
    @Order(5)
    void aVerdictIsMadeOnceMoreAfterItsSourceWasRemoved() throws Exception {
        publish(event("replayed", 1, "APPROVED", "旧"));
        Verdict verdict = submitted("replayed", "R-1");
        publish(event("replayed", 2, "EDITED", "新"));
        publish(event("replayed", 3, "DELETED", ""));
        Terminal replay = new Terminal(environment, 0);

        assertThat(replay.run("replay", verdict.verdictId(), "--data", data()))
                .as(replay.out() + replay.err())
                .isEqualTo(DupcheckCommand.DONE);

        assertThat(replay.out()).contains("verdict " + verdict.verdictId() + " comes out the same, ");
        assertThat(replay.run("replay", "none", "--data", data())).isEqualTo(ReplayCommand.REFUSED);
        assertThat(replay.err()).isEqualTo("dupcheck: UNKNOWN_VERDICT: there is no verdict none\n");
        Terminal others = new Terminal(with(environment, "DUPCHECK_CHECK_LEAST_TOKENS", "7"), 0);
        assertThat(others.run("replay", verdict.verdictId(), "--data", data())).isEqualTo(ReplayCommand.REFUSED);
        assertThat(others.err()).startsWith("dupcheck: OTHER_SETTINGS: the verdict is of settings ");

        forge(verdict.verdictId(), "\"resultState\":\"DUPLICATES\"", "\"resultState\":\"NONE\"");
        Terminal forged = new Terminal(environment, 0);
        assertThat(forged.run("replay", verdict.verdictId(), "--data", data())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(forged.out())
                .contains("does not come out the same:")
                .contains("resultState: stored NONE, made again DUPLICATES");
    }

    private static void forge(String verdictId, String from, String to) {
        DatabaseSettings settings = DatabaseSettings.of(environment.get("DUPCHECK_DATABASE_URL"), Schema.NAME);
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
        return new Terminal(environment, 0);
    }

    @Test
    @Order(6)
    void doctorFindsNothingWrongBesideARunningServe() {
        Terminal doctor = new Terminal(environment, 0);
        assertThat(doctor.run("doctor", "--data", data())).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .contains("13 as they must be")
                .contains("the dupcheck of this data folder answers on " + http)
                .contains("✓ schema")
                .contains("agrees with ours");
    }

    @Test
    @Order(7)
    void aPortThatIsTakenIsSaidSo() {
        String port = http.substring(http.lastIndexOf(':') + 1);
        Terminal second = new Terminal(environment, 0);
        assertThat(second.run(
                        "serve",
                        "--roles",
                        "gateway",
                        "--port",
                        port,
                        "--data",
                        folder.resolve("other").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(second.err())
                .contains("port " + port + " on 127.0.0.1 cannot be listened on")
                .contains("--port");
        assertThat(folder.resolve("other").resolve(Endpoints.FILE)).doesNotExist();
        assertThat(second.run(
                        "serve",
                        "--port",
                        "0",
                        "--management-port",
                        port,
                        "--data",
                        folder.resolve("other").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(second.err()).contains("choose another with --management-port");
    }

    @Test
    @Order(8)
    void aNodeWithoutTheGatewayHasHealthAndMetricsAllTheSame() throws Exception {
        Path data = folder.resolve("notifier");
        Terminal node = new Terminal(environment, 0);
        try (ExecutorServiceCloser closer = new ExecutorServiceCloser()) {
            Future<Integer> running = closer.executor()
                    .submit(() -> node.run("serve", "--roles", "notifier", "--port", "0", "--data", data.toString()));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> running.isDone() || Endpoints.read(data).isPresent());
            Endpoints endpoints = Endpoints.read(data).orElseThrow(() -> new AssertionError(node.err()));
            String url = endpoints.http();
            assertThat(getUrl(endpoints.management() + "/health/ready")).contains("notifier");
            assertThat(getUrl(url + "/health/ready")).contains("notifier").doesNotContain("corpus-sync");
            assertThat(getUrl(url + "/metrics")).contains("loop=\"notifier\"");
            node.stop();
            assertThat(running.get(1, TimeUnit.MINUTES)).isZero();
        }
    }

    @Test
    @Order(9)
    void whenToldToStopItTakesItsEndpointsAwayAndExitsWithZero() throws Exception {
        server.stop();
        assertThat(serving.get(1, TimeUnit.MINUTES)).isZero();
        assertThat(Path.of(data()).resolve(Endpoints.FILE)).doesNotExist();
        assertThat(server.out()).hasLineCount(1);
    }

    private static String get(String path) throws Exception {
        return getUrl(http + path);
    }

    private static String getUrl(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + environment.get("DUPCHECK_API_KEY"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** ExecutorService is closeable from Java 19 on. */
    private static final class ExecutorServiceCloser implements AutoCloseable {
        private final ExecutorService executor =
                Executors.newSingleThreadExecutor(work -> new Thread(work, "test-serve-2"));

        ExecutorService executor() {
            return executor;
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
