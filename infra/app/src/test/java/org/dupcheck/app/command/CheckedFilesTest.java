package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of checked files for spreadsheets and browsers. */
class CheckedFilesTest {
    @Test
    void theCsvHasALineAMatchAndSaysWhatWasNotChecked() {
        String csv = VerdictCsv.of(
                List.of(checked("甲,\"1\".txt"), new CheckedFile("=乙.txt", null, "", "no text", match -> null)));
        assertThat(csv).startsWith("\uFEFFfile,result,share,").doesNotContain("\n=");
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv)
                .contains("\"甲,\"\"1\"\".txt\",DUPLICATES,0.2500,100,400,40,no,0,")
                .contains("\"'=乙.txt\",NOT CHECKED,")
                .contains("no text");
    }

    @Test
    void thePageStandsAloneAndEscapesWhateverComesFromADocument() {
        VerdictPage page = new VerdictPage(Instant.EPOCH);
        page.add(checked("<script>alert(1)</script>.txt"));
        page.add(new CheckedFile("b", null, "", "<b>", match -> null));
        String html = page.html();
        assertThat(html)
                .contains("100 ÷ 400 = 25.0%")
                .contains("<mark>尖轨密贴间隙")
                .contains("characters 2 to 60")
                .contains("corpus version 12".replace("c", "C"))
                .contains("not checked: &lt;b&gt;")
                .contains("&lt;script&gt;")
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    private static CheckedFile checked(String name) {
        return new CheckedFile(
                name,
                VerdictPrinterTest.verdict(0.25, List.of(VerdictPrinterTest.match("7", 1))),
                "{}",
                "",
                VerdictPrinterTest::texts);
    }
}
