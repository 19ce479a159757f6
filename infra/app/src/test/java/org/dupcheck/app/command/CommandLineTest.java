package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dupcheck.app.node.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs nothing to run. */
class CommandLineTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void helpNamesEveryCommand() {
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out())
                .contains(
                        "demo",
                        "serve",
                        "check",
                        "corpus",
                        "policy",
                        "replay",
                        "verify",
                        "doctor",
                        "bench",
                        "--verbose");
        assertThat(terminal.run("serve", "--help")).isZero();
        assertThat(terminal.out()).contains("--roles", "--port", "--data", "--config", "DUPCHECK_KAFKA");
        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out()).contains("dupcheck (not packaged)");
    }

    @Test
    void aCommandLineThatMakesNoSenseExitsWithTwo() {
        assertThat(terminal.run()).isEqualTo(DupcheckCommand.USAGE);
        assertThat(terminal.err()).contains("a command is missing").contains("Usage:");
        assertThat(terminal.run("serve", "--prot", "1")).isEqualTo(DupcheckCommand.USAGE);
        assertThat(terminal.run("corpus")).isEqualTo(DupcheckCommand.USAGE);
        assertThat(terminal.run("check")).isEqualTo(DupcheckCommand.USAGE);
    }

    @Test
    void aValueThatAnOptionCannotHaveIsWrongUsageAndSaidInWords() {
        List<List<String>> lines = List.of(
                List.of("serve", "--port", "abc"),
                List.of("serve", "--port", "99999"),
                List.of("serve", "--management-port", "65536"),
                List.of("serve", "--roles", "foo"),
                List.of("serve", "--roles", "check,"),
                List.of("doctor", "--port", "99999"),
                List.of("doctor", "--port", "8080x"),
                List.of("demo", "--seed", "x"),
                List.of("demo", "--pace", "601"),
                List.of("policy", "preview", "application", "draft.json", "--sample", "0"),
                List.of("policy", "preview", "application", "draft.json", "--sample", "1001"),
                List.of("check", "x.txt", "--url", "notaurl"),
                List.of("check", "x.txt", "--url", "127.0.0.1:8080"),
                List.of("check", "x.txt", "--url", "ftp://127.0.0.1"),
                List.of("corpus", "list", "--url", "http://a b"),
                List.of("corpus", "list", "--limit", "99999999999"),
                List.of("corpus", "load", "x.txt", "--wait", "0"),
                List.of("corpus", "load", "x.txt", "--type", "a:b"),
                List.of("corpus", "load", "x.txt", "--kafka", "localhost"),
                List.of("corpus", "rewind", "--to", "2h", "--kafka", "localhost:port"),
                List.of("corpus", "rewind", "--to", "yesterday"),
                List.of("audit", "show", "--limit", "0"),
                List.of("keys", "rotate", "id", "--keep-days", "-1"));
        for (List<String> line : lines) {
            Terminal wrong = new Terminal();
            assertThat(wrong.run(line.toArray(String[]::new))).as("%s", line).isEqualTo(DupcheckCommand.USAGE);
            assertThat(wrong.err().lines().findFirst().orElseThrow())
                    .as("%s", line)
                    .contains(line.get(line.size() - 2))
                    .doesNotContain("Exception", "java", " an int", " a long");
        }
    }

    @Test
    void aKeysRolesAreThoseThatTheHelpNames() {
        for (String role : List.of("applicant", "module:a:b", "module:", "root", "module,,auditor")) {
            Terminal wrong = new Terminal();
            assertThat(wrong.run("keys", "add", "name", "--role", role))
                    .as(role)
                    .isEqualTo(DupcheckCommand.USAGE);
            assertThat(wrong.err())
                    .as(role)
                    .contains("is no role of a key; expected: module, reviewer, operator or auditor");
        }
        assertThat(terminal.run("keys", "add", "--help")).isZero();
        assertThat(terminal.out()).contains("module, reviewer, operator or auditor");
    }

    /** A variable of a shell that was never set: to list, show or remove it would mean all documents. */
    @Test
    void anEmptyValueIsWrongUsageBeforeAnythingIsAsked() {
        for (String blank : List.of("", " ", "\t", "\u3000")) {
            List<List<String>> lines = List.of(
                    List.of("corpus", "remove", "--prefix", blank, "--yes"),
                    List.of("corpus", "remove", "--prefix=" + blank, "--yes"),
                    List.of("corpus", "remove", "--type", blank, "--yes"),
                    List.of("corpus", "remove", blank, "--yes"),
                    List.of("corpus", "remove", "a", blank, "--yes"),
                    List.of("corpus", "list", "--prefix", blank),
                    List.of("corpus", "list", "--type", blank),
                    List.of("corpus", "show", "reference", blank),
                    List.of("corpus", "show", blank, "a"),
                    List.of("corpus", "reconcile", "list.jsonl", "--type", blank),
                    List.of("corpus", "load", "folder", "--prefix", blank),
                    List.of("corpus", "load", blank),
                    List.of("check", blank),
                    List.of("policy", "show", blank),
                    List.of("audit", "show", blank),
                    List.of("keys", "add", "name", "--role", blank));
            for (List<String> line : lines) {
                Terminal asked = new Terminal();
                assertThat(asked.run(line.toArray(String[]::new)))
                        .as("%s", line)
                        .isEqualTo(DupcheckCommand.USAGE);
                assertThat(asked.err()).as("%s", line).contains(": a value expected, not an empty one");
            }
        }
        assertThat(terminal.run("corpus", "remove", "", "--help")).isZero();
    }

    @Test
    void anErrorIsOneClearLineAndTheWholeStoryOnlyOnDemand() {
        assertThat(terminal.run("corpus", "stats", "--data", folder.toString())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.err())
                .startsWith("dupcheck: nothing runs in " + folder)
                .hasLineCount(1);
        Terminal verbose = new Terminal();
        assertThat(verbose.run("--verbose", "corpus", "stats", "--data", folder.toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(verbose.err()).contains("UserFaultException").contains("\tat ");
    }

    @Test
    void unknownSettingsAndRolesFailAtStartWithEveryFaultNamed() throws IOException {
        Path config = Files.writeString(folder.resolve("my.properties"), "dupcheck.check.worker=4\n");
        Terminal wrong = new Terminal(Map.of("DUPCHECK_HTTP_PORT", "99999", "DUPCHECK_JAVA_OPTS", "-Xmx1g"), 0);
        assertThat(wrong.run("serve", "--config", config.toString())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(wrong.err())
                .contains("unknown setting dupcheck.check.worker")
                .contains("did you mean dupcheck.check.workers?")
                .contains("dupcheck.http.port")
                .doesNotContain("JAVA_OPTS");
        assertThat(terminal.run("serve", "--roles", "gateway,scanner")).isEqualTo(DupcheckCommand.USAGE);
        assertThat(terminal.err()).contains("there is no role 'scanner'");
    }

    @Test
    void aDataFolderInUseIsRefused() {
        try (DataDirectory taken = DataDirectory.take(folder)) {
            assertThat(terminal.run(
                            "serve", "--port", "0", "--data", taken.path().toString()))
                    .isEqualTo(DupcheckCommand.FAILED);
        }
        assertThat(terminal.err()).contains("in use by another dupcheck");
    }

    @Test
    void aFailedStartLeavesNoFolderThatItMadeAndAnOlderOneAsItIs() throws IOException {
        Path fresh = folder.resolve("a/b");
        Path old = Files.createDirectories(folder.resolve("old"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (Path data : List.of(fresh, old)) {
                assertThat(terminal.run("serve", "--port", port, "--data", data.toString()))
                        .isEqualTo(DupcheckCommand.FAILED);
            }
        }
        assertThat(terminal.err()).contains("cannot be listened on");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(old).exists();
    }

    @Test
    void aStopDuringTheStartEndsItAtOnceAndIsSaid() throws Exception {
        Path data = folder.resolve("stopped");
        Terminal serve = new Terminal(
                Map.of(
                        "DUPCHECK_AUTH", "keys",
                        "DUPCHECK_KAFKA", "127.0.0.1:1",
                        "DUPCHECK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x"),
                0);
        ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-stopped-serve"));
        try {
            Future<Integer> running =
                    executor.submit(() -> serve.run("serve", "--port", "0", "--data", data.toString()));
            await("the start is under way").until(() -> running.isDone() || Files.exists(data.resolve("lock")));
            serve.stop();
            assertThat(running.get(1, TimeUnit.MINUTES)).isZero();
        } finally {
            executor.shutdownNow();
        }
        assertThat(serve.out()).isEmpty();
        assertThat(serve.err()).isEqualTo("dupcheck: stopped before it was ready\n");
        assertThat(data).doesNotExist();
    }

    @Test
    void aListThatIsNoneIsRefusedBeforeAnythingIsAsked() throws IOException {
        Path csv = Files.writeString(folder.resolve("list.csv"), "a");
        assertThat(terminal.run("corpus", "reconcile", csv.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.run("corpus", "reconcile", folder.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.run("corpus", "reconcile", "--fix")).isEqualTo(DupcheckCommand.USAGE);
        assertThat(terminal.err())
                .contains("list.csv is no list: a file of .jsonl or .jsonl.gz expected")
                .contains("there is no file " + folder);
    }

    @Test
    void whatIsNoEvidenceIsSaidToBeNone() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\":\"other\"}");
        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"format\":\"dupcheck-evidence/1\",");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"format\":\"dupcheck-evidence/1\"}");
        for (Path file : List.of(other, cut, empty, folder.resolve("none.json"))) {
            assertThat(terminal.run("verify", file.toString())).isEqualTo(DupcheckCommand.FAILED);
        }
        assertThat(terminal.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("other.json is no bundle of evidence"),
                        line -> assertThat(line).contains("not JSON"),
                        line -> assertThat(line).contains("verdictId is missing"),
                        line -> assertThat(line).contains("none.json cannot be read"));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("{\"format\":\"piped\"}".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(terminal.run("verify", "-")).isEqualTo(DupcheckCommand.FAILED);
        } finally {
            System.setIn(before);
        }
        assertThat(terminal.err()).contains("the standard input is no bundle of evidence");
    }

    @Test
    void filesThatAreNotThereOrNoDocumentsAreNamed() throws IOException {
        Path picture = Files.writeString(folder.resolve("x.png"), "x");
        Path json = Files.writeString(folder.resolve("x.json"), "{\"sections\":[{\"key\":\"a\",\"text\":\"\"}]}");
        assertThat(terminal.run("check", folder.resolve("none.md").toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.run("check", picture.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.run("check", json.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.run("corpus", "load", folder.resolve("none").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.err())
                .contains("there is no file " + folder.resolve("none.md"))
                .contains("a .png file cannot be read")
                .contains("sections[0].text")
                .contains("there is no file or folder");
    }

    @Test
    void aGatewayThatDoesNotAnswerIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("x.txt"), "一段文字");
        assertThat(terminal.run("check", text.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.err())
                .contains("no answer from http://127.0.0.1:1")
                .contains("./dupcheck serve")
                .doesNotContain("Exception", "java.");
        Terminal unknown = new Terminal();
        assertThat(unknown.run("corpus", "stats", "--url", "http://no-such-host.invalid"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(unknown.run("corpus", "rewind", "--to", "2h", "--kafka", "no-such-host.invalid:9092"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(unknown.run("corpus", "load", text.toString(), "--kafka", "no-such-host.invalid:9092"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(unknown.err()).hasLineCount(3).contains("Kafka at no-such-host.invalid:9092 cannot be used: ");
        assertThat(unknown.err()).contains("there is no host of that name").doesNotContain("Exception", "java.");
    }

    /** Told when all files have been checked it would be told too late; and of two outputs in one file the first is lost. */
    @Test
    void filesToBeWrittenAreTriedBeforeAnythingIsReadOrAsked() throws IOException {
        Path text = Files.writeString(folder.resolve("x.txt"), "一段文字");
        Path list = Files.writeString(folder.resolve("list.jsonl"), "{}");
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), text);
        String out = folder.resolve("out").toString();
        String none = folder.resolve("none/out").toString();
        List<List<String>> lines = List.of(
                List.of("check", text.toString(), "--csv", none),
                List.of("check", text.toString(), "--html", folder.toString()),
                List.of(
                        "check",
                        text.toString(),
                        "--html",
                        text.resolve("below").toString()),
                List.of("check", text.toString(), "--csv", out, "--html", out),
                List.of("check", text.toString(), "--csv", out, "--html", folder + "/./out"),
                List.of("check", text.toString(), "--csv", text.toString()),
                List.of("check", text.toString(), "--csv", linked.toString()),
                List.of("corpus", "reconcile", list.toString(), "--report", list.toString()),
                List.of("corpus", "load", list.toString(), "--report", list.toString()),
                List.of("corpus", "load", folder.toString(), "--report", out),
                List.of("corpus", "load", list.toString(), "--report", none));
        for (List<String> line : lines) {
            List<String> all = new ArrayList<>(line);
            all.addAll(List.of("--url", "http://127.0.0.1:1"));
            Terminal wrong = new Terminal();
            assertThat(wrong.run(all.toArray(String[]::new))).as("%s", line).isEqualTo(DupcheckCommand.USAGE);
            assertThat(wrong.err().lines().findFirst().orElseThrow())
                    .as("%s", line)
                    .matches("--(csv|html|report)( and --html are the same file|: ).*")
                    .doesNotContain("Exception", "java.");
        }
        assertThat(Path.of(out)).doesNotExist();
        assertThat(Files.readString(text)).isEqualTo("一段文字");
        assertThat(Files.readString(list)).isEqualTo("{}");
        Path kept = Files.writeString(folder.resolve("kept.csv"), "of before");
        assertThat(terminal.run("check", text.toString(), "--csv", kept.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(Files.readString(kept)).isEqualTo("of before");
    }

    /** Java's own message is the bare name of the file. */
    @Test
    void whatIsWrongWithAFileIsSaidInWords() throws IOException {
        String none = folder.resolve("none").toString();
        String below =
                Files.writeString(folder.resolve("file"), "x").resolve("below").toString();
        List<List<String>> lines = List.of(
                List.of("verify", none),
                List.of("policy", "set", none),
                List.of("policy", "preview", "application", none, "--url", "http://127.0.0.1:1"),
                List.of("policy", "template", "add", "application", none, "--url", "http://127.0.0.1:1"),
                List.of("check", below, "--url", "http://127.0.0.1:1"),
                List.of("corpus", "stats", "--data", below),
                List.of("serve", "--config", none),
                List.of("serve", "--data", below));
        for (List<String> line : lines) {
            Terminal wrong = new Terminal();
            assertThat(wrong.run(line.toArray(String[]::new))).as("%s", line).isEqualTo(DupcheckCommand.FAILED);
            assertThat(wrong.err())
                    .as("%s", line)
                    .hasLineCount(1)
                    .containsAnyOf("there is no such file or folder", "not a directory", "there is a file of that name")
                    .doesNotContain("Exception", "java.");
        }
    }

    @Test
    void benchPointsToItsOwnJar() {
        assertThat(terminal.run("bench", "quality")).isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.err()).contains("./dupcheck bench");
    }

    @Test
    void doctorPrintsEverySettingWithDefaultAndUnitAndSource() {
        Terminal doctor =
                new Terminal(Map.of("DUPCHECK_CHECK_WORKERS", "3", "DUPCHECK_DATABASE_PASSWORD", "geheim"), 0);
        assertThat(doctor.run("doctor", "--port", "0", "--data", folder.toString()))
                .as(doctor.out() + doctor.err())
                .isZero();
        assertThat(doctor.out())
                .contains("✓ Java")
                .contains("✓ Kafka       embedded; starts with serve")
                .contains("dupcheck.check.workers = 3   (environment DUPCHECK_CHECK_WORKERS; default: 8)")
                .contains("dupcheck.check.text-retention = 180d")
                .contains("Nothing is wrong.")
                .doesNotContain("geheim");
    }
}
