package org.dupcheck.gateway.pages.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.dupcheck.gateway.pages.frame.Language;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.frame.Views;
import org.dupcheck.gateway.pages.print.HtmlPrinter;
import org.dupcheck.gateway.review.Review;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed, and that no text can break it. */
final class PrintedReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonCodec CODEC = new JsonCodec();
    private static final HtmlPrinter PRINTER = new HtmlPrinter();
    private static final Views VIEWS = new Views(FrameAncestors.NONE);
    private static final String KEY = "立项背景";

    private static byte[] print(PrintedReport report) {
        return PRINTER.print(VIEWS.render("review/print.jte", Map.of("texts", Texts.of(Language.ZH), "print", report)));
    }

    private static PrintedReport report(Verdict verdict, String title, List<Section> own, List<Section> source) {
        Reviewed reviewed = new Reviewed(verdict, verdict, Review.of(List.of()), null, null);
        return report(reviewed, title, own, source);
    }

    private static PrintedReport report(Reviewed reviewed, String title, List<Section> own, List<Section> source) {
        Report report = new Report(
                reviewed.inForce(),
                title,
                "wang",
                Report.sections(reviewed, own),
                true,
                Report.sources(reviewed),
                Report.leftOut(reviewed),
                List.of(),
                0,
                reviewed);
        return PrintedReport.of(report, own, any -> source);
    }

    private static PrintedReport of(String text) {
        Verdict verdict = Rows.verdict(new BusinessKey("t", "i"), 1, ResultState.DUPLICATES, Instant.EPOCH);
        return report(verdict, text, List.of(new Section(KEY, text)), List.of(new Section("背景", text)));
    }

    /** A verdict with as many passages, each of so many characters, one after another over the same text on both sides. */
    private static Verdict verdict(int sources, int passages, int length, int step) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(
                CODEC.write(Rows.verdict(new BusinessKey("t", "i"), 1, ResultState.DUPLICATES, Instant.EPOCH)));
        ObjectNode match = (ObjectNode) json.get("matches").get(0);
        ArrayNode matches = json.putArray("matches");
        int at = 0;
        for (int i = 0; i < sources; i++) {
            ObjectNode other = match.deepCopy();
            other.put("documentId", "D" + i).put("title", "来源 " + i);
            ArrayNode all = other.putArray("passages");
            for (int j = 0; j < passages / sources; j++) {
                all.addObject()
                        .put("section", KEY)
                        .put("start", at)
                        .put("end", at + length)
                        .put("sourceSection", "背景")
                        .put("sourceStart", at)
                        .put("sourceEnd", at + length)
                        .put("similarity", 1.0);
                at += step;
            }
            matches.add(other);
        }
        return CODEC.read(JSON.writeValueAsBytes(json), Verdict.class);
    }

    private static String text(int length, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) (0x4E00 + random.nextInt(0x3000)));
            text.append(random.nextInt(30) == 0 ? "，" : "").append(random.nextInt(300) == 0 ? "\n" : "");
        }
        return text.substring(0, length);
    }

    private static int count(String text, String sought) {
        return text.split(Pattern.quote(sought), -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</style><style>body{display:none}</style>",
                "</title></head></html><!--",
                "<link rel=stylesheet href='file:///etc/passwd'><iframe src='file:///etc/passwd'>",
                "<a href='javascript:alert(1)'>x</a>",
                "<svg><script>1</script></svg><math>",
                "]]> &lt; &#60; &amp;lt; <?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
                "{{7*7}} ${7*7} @if(true) !{var x}",
                "=cmd|' /C calc'!A0"
            })
    void markupIsPrintedAsItIsAndDoesNothing(String markup) throws IOException {
        byte[] pdf = print(of("甲乙丙丁戊己" + markup));
        String read = PdfText.of(pdf);
        // in the heading and in the text; and as far as it goes beside the source, on both sides
        String whole = PdfText.squeezed(markup);
        assertThat(count(read, whole)).isGreaterThanOrEqualTo(2);
        assertThat(count(read, whole.substring(0, Math.min(15, whole.length()))))
                .isGreaterThanOrEqualTo(4);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getCOSObject().containsKey(COSName.OPEN_ACTION))
                    .isFalse();
            assertThat(document.getDocumentCatalog().getNames()).isNull();
            for (PDPage page : document.getPages()) {
                assertThat(page.getAnnotations()).isEmpty();
                assertThat(page.getResources().getXObjectNames()).isEmpty();
            }
        }
    }

    @Test
    void whatAReviewerLeftOutCountsInNoFigureAndIsToldWithTheReason() throws IOException {
        BusinessKey key = new BusinessKey("t", "i");
        Verdict stored = Rows.verdict(key, 1, ResultState.DUPLICATES, Instant.EPOCH);
        Verdict inForce = Rows.verdict(key, 1, ResultState.NONE, Instant.EPOCH);
        Verdict.Match match = stored.matches().get(0);
        ReviewAct act = new ReviewAct(
                1,
                ReviewAct.Kind.EXCLUDE,
                "chen",
                "陈静",
                Instant.EPOCH,
                "课题组自己的旧文",
                ReviewTarget.source(match.documentType(), match.documentId()));
        List<Section> text = List.of(new Section(KEY, "甲乙丙丁戊己庚辛"));
        PrintedReport print =
                report(new Reviewed(stored, inForce, Review.of(List.of(act)), null, null), "题目", text, text);
        assertThat(print.sources()).allMatch(source -> source.pairs().isEmpty());
        assertThat(PdfText.of(print(print)))
                .contains(PdfText.squeezed("已去掉评审人排除的内容。查重时：50.0 %"))
                .contains("陈静", "课题组自己的旧文")
                .contains("甲乙丙丁戊己庚辛");
    }

    @Test
    void allFontsAreEmbeddedAndWhatIsMissingIsABox() throws IOException {
        byte[] pdf = print(of("甲\u0001乙\uFFFE丙\uD83D\uDE00丁\uD842\uDFB7戊\u0E01己\t庚é“”—龘"));
        assertThat(PdfText.of(pdf)).contains("甲□乙□丙□丁□戊□己庚é“”—龘");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int fonts = 0;
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                    assertThat(page.getResources().getFont(name).getName()).contains("NotoSansSC");
                    fonts++;
                }
            }
            assertThat(fonts).isPositive();
            assertThat(document.getDocumentInformation().getTitle()).startsWith("甲");
        }
    }

    @Test
    void halvesOfCharactersAndLongWordsBreakNothing() throws IOException {
        for (int cut = 0; cut < 4; cut++) {
            Verdict verdict = verdict(1, 1, 2 + cut, 1);
            String text = "\uD842\uDFB7".repeat(60) + "w".repeat(5_000) + "\uD842";
            byte[] pdf = print(report(
                    verdict, "t", List.of(new Section(KEY, text)), List.of(new Section("背景", text.substring(cut)))));
            assertThat(PdfText.of(pdf))
                    .matches(read -> read.chars().filter(c -> c == 'w').count() >= 5_000);
        }
    }

    @Test
    void aLongReportIsPrintedWhole() throws IOException {
        long seed = System.nanoTime();
        System.out.println("printed report: seed " + seed);
        String text = text(100_000, new Random(seed));
        Verdict verdict = verdict(50, 2_000, 30, 50);
        List<Section> own = List.of(new Section(KEY, text));
        List<Section> source = List.of(new Section("背景", text));
        for (int i = 0; i < 2; i++) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            byte[] pdf = print(report(verdict, "长报告", own, source));
            long took = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1_000_000;
            try (PDDocument document = Loader.loadPDF(pdf)) {
                System.out.println("100,000 characters, 2,000 passages: " + document.getNumberOfPages() + " pages, "
                        + pdf.length / 1024 + " KiB, " + took + " ms of CPU");
            }
            if (i == 0) {
                String read = PdfText.of(pdf);
                assertThat(read)
                        .contains(PdfText.squeezed(text.substring(99_981)))
                        .contains("来源49");
                assertThat(read).contains("2000·" + KEY + "99950–99980").doesNotContain("篇幅有限");
            }
        }
    }

    @Test
    void whatThereIsNoRoomForIsCountedAndTold() throws IOException {
        Verdict verdict = verdict(3, 390, 1_000, 1_000);
        String text = "文\n".repeat(200_000);
        PrintedReport printed =
                report(verdict, "太长", List.of(new Section(KEY, text)), List.of(new Section("背景", text)));
        int pairs = 0;
        long characters = 0;
        for (PrintedReport.PrintedSource source : printed.sources()) {
            pairs += source.pairs().size();
        }
        for (Report.MarkedSection section : printed.sections()) {
            for (var paragraph : section.text().paragraphs()) {
                characters += paragraph.pieces().stream()
                        .mapToInt(piece -> piece.text().length())
                        .sum();
            }
        }
        assertThat(pairs + printed.leftOutPassages()).isEqualTo(390);
        assertThat(pairs).isBetween(300, 389);
        assertThat(characters + printed.leftOutCharacters()).isEqualTo(200_000);
        assertThat(characters).isEqualTo(PrintedReport.MAX_TEXT_CHARACTERS);
    }
}
