package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.app.terminal.TextWidth;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.verdicts.MatchView;
import org.junit.jupiter.api.Test;

class VerdictPrinterTest {
    private static final String HERE = "前言" + "尖轨密贴间隙的起始特征肉眼分不清，拟以缺口图像间接推求".repeat(5);
    private static final String THERE = "夜间巡道班组反映外锁闭磨耗".repeat(6);

    @Test
    void showsFiguresMatchesAndTheTextOfBothSidesWithinTheWidth() {
        Verdict verdict = verdict(0.25, List.of(match("7", 3)));
        List<String> lines = new VerdictPrinter(90, VerdictPrinterTest::texts, false).lines(verdict);
        assertThat(lines.get(0))
                .contains("Duplicates: 25.0% of the text stands in 1 reference document, longest run 40 tokens");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("立项背景").contains("██████··"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("reference:7  旧题目"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("立项背景, characters 2 to 60  ↔  研究内容, characters 0 to 58"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("here   尖轨密贴间隙").contains("…"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("there  夜间巡道班组"));
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(90));
    }

    @Test
    void saysThatThereAreNoDuplicates() {
        List<String> lines = new VerdictPrinter(80, VerdictPrinterTest::texts, false).lines(verdict(0, List.of()));
        assertThat(lines.get(0)).startsWith("No duplicates found (corpus version 12");
        assertThat(lines).hasSize(4);
    }

    @Test
    void saysHowManyChangesOfTheReferenceSetAVerdictIsBehind() {
        JsonCodec codec = new JsonCodec();
        String stored = new String(codec.write(verdict(0, List.of())), StandardCharsets.UTF_8);
        VerdictPrinter printer = new VerdictPrinter(80, VerdictPrinterTest::texts, false);

        assertThat(printer.lines(told(codec, stored, 1)))
                .contains("  1 change of the reference set since then; a new check would see it");
        assertThat(printer.lines(told(codec, stored, 3)))
                .contains("  3 changes of the reference set since then; a new check would see them");
        assertThat(printer.lines(told(codec, stored, 0))).hasSize(4);
    }

    private static Verdict told(JsonCodec codec, String stored, long changesBehind) {
        String json = "{\"current\":" + (changesBehind == 0) + ",\"changesBehind\":" + changesBehind + ","
                + stored.substring(1);
        return codec.read(json, Verdict.class);
    }

    @Test
    void showsTheLargestOnlyWhereThereAreManyAndSaysHowManyAreLeft() {
        List<Verdict.Match> matches = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            matches.add(match(Integer.toString(i), 7));
        }
        List<String> asked = new ArrayList<>();
        List<String> lines = new VerdictPrinter(
                        80,
                        match -> {
                            asked.add(match.documentId());
                            return texts(match);
                        },
                        false)
                .lines(verdict(0.5, matches));
        assertThat(asked).hasSize(VerdictPrinter.MAX_MATCHES);
        assertThat(lines)
                .contains(
                        "  and 3 more; --full and --json show them all",
                        "      and 2 more passages; --full shows them");
    }

    /** There is no match to name then. */
    @Test
    void commonTextAloneStandsInManyDocuments() {
        JsonCodec codec = new JsonCodec();
        String json = new String(codec.write(verdict(.25, List.of())), StandardCharsets.UTF_8)
                .replace("\"NONE\"", "\"DUPLICATES\"")
                .replace(
                        "\"ratios\":[]",
                        "\"ratios\":[{\"name\":\"commonText\",\"containment\":0.25,\"tokens\":400,\"matchedTokens\":100,"
                                + "\"leftOut\":0}]")
                .replace("\"commonText\":{\"tokens\":0,", "\"commonText\":{\"tokens\":100,\"longestRun\":40,");
        Verdict counting = codec.read(json, Verdict.class);
        assertThat(counting.commonTextCounts()).isTrue();

        List<String> lines = new VerdictPrinter(100, VerdictPrinterTest::texts, false).lines(counting);

        assertThat(lines.get(0))
                .startsWith("Duplicates: 25.0% of the text stands in many reference documents, longest run 40 tokens");
        assertThat(lines).contains("  also: common text 100 tokens, counted");
    }

    static Verdict verdict(double containment, List<Verdict.Match> matches) {
        return new Verdict(
                "v-1",
                "project",
                "P1",
                1,
                Mode.PRECHECK,
                "hash",
                matches.isEmpty() ? ResultState.NONE : ResultState.DUPLICATES,
                12,
                11,
                "e1",
                "s1",
                0,
                VerdictReason.FIRST,
                Instant.EPOCH,
                containment,
                40,
                400,
                100,
                List.of(new Verdict.SectionResult("立项背景", containment, 400, 100)),
                List.of(),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                matches.isEmpty() ? List.of() : List.of(ConfirmationReason.DUPLICATES),
                matches);
    }

    static Verdict.Match match(String id, int passages) {
        List<Verdict.Passage> all = new ArrayList<>();
        for (int i = 0; i < passages; i++) {
            all.add(new Verdict.Passage("立项背景", 2, 60 - i, "研究内容", 0, 58 - i, 0.975));
        }
        return new Verdict.Match("reference", id, 1, "旧题目", 0.25, 40, all);
    }

    static MatchView texts(Verdict.Match match) {
        return new MatchView(
                "v-1",
                "file",
                "1",
                1,
                match.documentType(),
                match.documentId(),
                match.documentRevision(),
                match.title(),
                match.containment(),
                match.longestRun(),
                match.passages(),
                new MatchView.Text("新题目", List.of(new Section("立项背景", HERE))),
                new MatchView.Text("旧题目", List.of(new Section("研究内容", THERE))));
    }
}
