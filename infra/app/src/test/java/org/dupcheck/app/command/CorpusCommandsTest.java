package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The commands of the reference set beside a running {@code serve}, the first in the order in which a user would type them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorpusCommandsTest extends BesideServe {
    @Test
    @Order(1)
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
        Terminal terminal = serve.terminal(100);
        assertThat(terminal.run("corpus", "load", file.toString(), "--data", serve.data()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.out()).contains("200 documents loaded and in the reference set within");
        assertThat(terminal.err()).contains("reference.jsonl.gz:201: sections").contains("1 refused");
    }

    @Test
    @Order(2)
    void loadingAgainReplacesAndWaitsThoughNothingChanges() throws IOException {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.md"), "# 题\n\n## 立项背景\n\n" + OWN);
        for (int i = 0; i < 2; i++) {
            Terminal terminal = serve.terminal(0);
            assertThat(terminal.run("corpus", "load", texts.toString(), "--type", "promotion", "--data", serve.data()))
                    .as(terminal.err())
                    .isZero();
        }
        Terminal stats = serve.terminal(0);
        assertThat(stats.run("corpus", "stats", "--url", serve.http())).isZero();
        assertThat(stats.out())
                .containsPattern("promotion +1\n")
                .containsPattern("reference +200\n")
                .containsPattern("all +201\n")
                .contains("corpus version 201");
    }

    @Test
    void documentsAreListedShownAndRemovedForGood() throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        Files.writeString(again.resolve("a.txt"), OWN);
        Path report = folder.resolve("report.tsv");
        for (String prefix : new String[] {"2023/", "2024/", "2024/"}) {
            Terminal load = serve.terminal(0);
            assertThat(load.run(
                            "corpus",
                            "load",
                            again.toString(),
                            "--prefix",
                            prefix,
                            "--report",
                            report.toString(),
                            "--data",
                            serve.data()))
                    .as(load.err())
                    .isZero();
        }
        assertThat(Files.readString(report)).startsWith("replaced\ta.txt\treference:2024/a.txt");
        Terminal list = serve.terminal(0);
        assertThat(list.run("corpus", "list", "--prefix", "202", "--url", serve.http()))
                .isZero();
        assertThat(list.out()).contains("2023/a.txt").contains("2024/a.txt").contains("2 documents");
        Terminal show = serve.terminal(0);
        assertThat(show.run("corpus", "show", "reference", "2024/a.txt", "--url", serve.http()))
                .isZero();
        assertThat(show.out()).contains(OWN);
        Terminal remove = serve.terminal(0);
        assertThat(remove.run("corpus", "remove", "--prefix", "202", "--yes", "--url", serve.http()))
                .as(remove.err())
                .isZero();
        assertThat(remove.out())
                .containsPattern("^2 of the [0-9,]+ documents in the reference set are to be removed:\n")
                .contains("  reference:2023/a.txt\n  reference:2024/a.txt\n")
                .endsWith("2 documents removed\n");
        Terminal gone = serve.terminal(0);
        assertThat(gone.run("corpus", "remove", "2024/a.txt", "--yes", "--url", serve.http()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(gone.err()).contains("nothing changed");
    }

    @Test
    void aLoadSaysWhatCameOfEachLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("events.jsonl"),
                String.join(
                        "\n",
                        RunningServe.event("kinds", "a", 3, "APPROVED", "甲", OWN),
                        RunningServe.event("kinds", "a", 4, "DELETED", "", ""),
                        RunningServe.event("kinds", "b", 1, "EDITED", "乙", OWN),
                        RunningServe.event("kinds", "c", 9, "APPROVED", "九", OWN),
                        RunningServe.event("kinds", "c", 2, "APPROVED", "二", OWN),
                        RunningServe.event("kinds", "c", 10, "EDITED", "十", OWN),
                        RunningServe.event("kinds", "d", 1, "DELETED", "", "")));
        Path report = folder.resolve("events.tsv");
        Terminal load = load(DupcheckCommand.FAILED, file, "--report", report);
        assertThat(load.out())
                .startsWith("3 documents loaded and in the reference set within")
                .endsWith("; 1 of them replaced others; 1 document removed\n");
        assertThat(load.err())
                .contains("events.jsonl:2: removes kinds:a\n")
                .contains(
                        "events.jsonl:3: revision 1 of kinds:b is without effect: there is no such document in force\n")
                .contains(
                        "events.jsonl:5: revision 2 of kinds:c is without effect: the text of revision 9 is in force\n")
                .contains("events.jsonl:6: replaces kinds:c\n")
                .contains("events.jsonl:7: revision 1 of kinds:d is without effect")
                .contains("dupcheck: 3 without effect; see above\n");
        assertThat(Files.readAllLines(report))
                .contains(
                        "loaded\tevents.jsonl:1\tkinds:a\t",
                        "removed\tevents.jsonl:2\tkinds:a\t",
                        "without effect\tevents.jsonl:3\tkinds:b\tthere is no such document in force")
                .hasSize(7);
        Terminal show = serve.terminal(0);
        assertThat(show.run("corpus", "show", "kinds", "c", "--url", serve.http()))
                .isZero();
        assertThat(show.out()).startsWith("kinds:c  十\nrevision 10, ");

        Terminal again = load(DupcheckCommand.FAILED, file);
        assertThat(again.out()).startsWith("1 document loaded").contains("; 1 of them replaced others\n");
        assertThat(again.err())
                .contains(
                        "events.jsonl:1: revision 3 of kinds:a is without effect: the document was deleted with revision 4")
                .contains("events.jsonl:2: kinds:a is not removed: it was not in the reference set");
    }

    /** The gateway takes all of a request or nothing; and what one key may not publish is not the others' fault. */
    @Test
    void aDocumentThatTheGatewayRefusesCostsItsNeighboursNothing() throws IOException {
        Terminal keys = serve.terminal(0);
        assertThat(keys.run("keys", "add", "for one type", "--role", "module:mine"))
                .isZero();
        Map<String, String> environment = new HashMap<>(serve.environment());
        environment.put("DUPCHECK_API_KEY", keys.out().trim());
        Path file = Files.writeString(
                folder.resolve("two-types.jsonl"),
                String.join(
                        "\n",
                        RunningServe.event("mine", "a", 1, "APPROVED", "甲", OWN),
                        RunningServe.event("theirs", "b", 1, "APPROVED", "乙", OWN),
                        RunningServe.event("mine", "c", 1, "APPROVED", "丙", OWN)));
        Terminal load = new Terminal(environment, 0);
        assertThat(load.run("corpus", "load", file.toString(), "--url", serve.http()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(load.out()).startsWith("2 documents loaded");
        assertThat(load.err()).contains("two-types.jsonl:2: ").contains("dupcheck: 1 refused; see above");
    }

    @Test
    void sentToKafkaItselfDocumentsAreInAndNobodyClaimsToKnowWhatTheyChanged() throws IOException {
        Path file = Files.writeString(
                folder.resolve("direct.jsonl"), RunningServe.event("direct", "a", 1, "APPROVED", "甲", OWN));
        Terminal load =
                load(DupcheckCommand.DONE, file, "--kafka", serve.environment().get("DUPCHECK_KAFKA"));
        assertThat(load.out())
                .startsWith("1 document sent to Kafka, and dealt with")
                .doesNotContain("loaded");
        Terminal show = serve.terminal(0);
        assertThat(show.run("corpus", "show", "direct", "a", "--url", serve.http()))
                .isZero();
    }

    private static Terminal load(int expected, Path file, Object... arguments) {
        List<String> all = new ArrayList<>(List.of("corpus", "load", file.toString(), "--data", serve.data()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        Terminal terminal = serve.terminal(0);
        assertThat(terminal.run(all.toArray(String[]::new)))
                .as(terminal.out() + terminal.err())
                .isEqualTo(expected);
        return terminal;
    }

    @Test
    void aListIsComparedAndTheReferenceSetMadeAsItSays() throws Exception {
        serve.publish(event("same", 1, "APPROVED", "同"));
        serve.publish(event("newer", 5, "APPROVED", "旧"), event("newer", 7, "EDITED", "旧"));
        serve.publish(event("own", 3, "APPROVED", "旧"), event("extra", Long.MAX_VALUE - 1, "APPROVED", "多"));
        serve.publish(event("dead", 2, "APPROVED", "曾"), event("dead", 9, "DELETED", ""));
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
        Terminal load = serve.terminal(0);
        assertThat(load.run("corpus", "load", file.toString(), "--type", "paged", "--data", serve.data()))
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
        Terminal remove = serve.terminal(0);
        assertThat(remove.run("corpus", "remove", "--type", "paged", "--yes", "--url", serve.http()))
                .isZero();
    }

    private static Terminal reconcile(int expected, Object... arguments) {
        List<String> all = new ArrayList<>(List.of("corpus", "reconcile", "--url", serve.http()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        Terminal terminal = serve.terminal(0);
        assertThat(terminal.run(all.toArray(String[]::new)))
                .as(terminal.out() + terminal.err())
                .isEqualTo(expected);
        return terminal;
    }

    private static String event(String id, long revision, String kind, String title) {
        return RunningServe.event("listed", id, revision, kind, title, OWN);
    }

    private static String line(String id, Long revision, String title) {
        return "{\"documentType\":\"listed\",\"documentId\":\"" + id + "\""
                + (revision == null ? "" : ",\"revision\":" + revision)
                + (title == null
                        ? ""
                        : ",\"title\":\"" + title + "\",\"sections\":[{\"key\":\"正文\",\"text\":\"" + OWN + "\"}]")
                + "}";
    }
}
