package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.process.DocumentParser;
import org.junit.jupiter.api.Test;

/** Text that stands in parts beside the main one: of charts, diagrams, headers, notes and numbers. */
final class WordAppendixTest {
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String FIRST = paragraph("甲");
    private static final String DIAGRAMS = " xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram'"
            + " xmlns:dsp='http://schemas.microsoft.com/office/drawing/2008/diagram'";

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String drawn(String... texts) {
        StringBuilder paragraphs = new StringBuilder();
        for (String text : texts) {
            paragraphs.append("<a:p><a:r><a:t>").append(text).append("</a:t></a:r></a:p>");
        }
        return paragraphs.toString();
    }

    private static String data(String... texts) {
        return "<dgm:dataModel" + WordFile.NAMESPACES + DIAGRAMS + "><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/>"
                + drawn(texts) + "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>";
    }

    private static String text(WordFile file) {
        return DocumentParser.parse("x.docx", file.bytes()).sections().stream()
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    private static String header(String text) {
        return "<w:hdr" + WordFile.NAMESPACES + ">" + paragraph(text) + "</w:hdr>";
    }

    @Test
    void labelsOfAChartThatComeFromCellsCount() {
        String chart =
                "<c:chartSpace xmlns:c='urn:c' xmlns:c15='urn:c15'><c:ser><c:ext><c15:datalabelsRange><c15:f>S!A1"
                        + "</c15:f><c15:dlblRangeCache><c:ptCount val='1'/><c:pt idx='0'><c:v>" + REF
                        + "</c:v></c:pt></c15:dlblRangeCache></c15:datalabelsRange></c:ext><c:val><c:numCache><c:pt><c:v>12345"
                        + "</c:v></c:pt></c:numCache></c:val></c:ser></c:chartSpace>";
        assertThat(text(new WordFile(FIRST).with("chart", "charts/c.xml", chart)))
                .isEqualTo("甲\n" + REF);
    }

    @Test
    void shapesDrawnOnAChartCount() {
        WordFile file = new WordFile(FIRST)
                .with("chart", "charts/c.xml", "<c:chartSpace xmlns:c='urn:c'/>")
                .with(
                        "x",
                        "charts/d.xml",
                        "<c:userShapes xmlns:c='urn:c'" + WordFile.NAMESPACES + ">" + drawn(REF) + "</c:userShapes>")
                .with(
                        "x",
                        "charts/_rels/c.xml.rels",
                        "<Relationships><Relationship Id='a' Type='" + TYPES
                                + "chartUserShapes' Target='d.xml'/></Relationships>");
        assertThat(text(file)).isEqualTo("甲\n" + REF);
    }

    @Test
    void whatIsDrawnOfADiagramCountsAndWhatItsDataSaysTooCountsOnce() {
        String drawing = "<dsp:drawing" + WordFile.NAMESPACES + DIAGRAMS + ">" + drawn(REF, "乙") + "</dsp:drawing>";
        WordFile file = new WordFile(FIRST)
                .with("diagramData", "a.xml", data("乙", "丙"))
                .with("diagramDrawing", "b.xml", drawing);
        assertThat(text(file)).isEqualTo("甲\n" + REF + "\n乙\n丙");
    }

    @Test
    void paragraphsOfADiagramAreLines() {
        assertThat(text(new WordFile(FIRST).with("diagramData", "a.xml", data("The monitoring", "stations"))))
                .isEqualTo("甲\nThe monitoring\nstations");
    }

    @Test
    void shortHeadersCountWhereTheyAreAPassageTogether() {
        String passage = REF.repeat(3);
        WordFile repeated = new WordFile(FIRST);
        WordFile different = new WordFile(FIRST);
        for (int i = 0; i < 5; i++) {
            repeated.with("header", "header" + i + ".xml", header("申请书申请书申请书申请书"));
            different.with("header", "header" + i + ".xml", header(i + passage.substring(19 * i, 19 * i + 19)));
        }
        assertThat(text(repeated)).isEqualTo("甲");
        assertThat(text(different).replaceAll("[\n0-9]", "")).startsWith("甲" + REF + REF);
    }

    @Test
    void formatsOfNumbersCountWhereTheyAreAPassageTogether() {
        String level = "<w:lvl><w:lvlText w:val='%s'/></w:lvl>";
        String numbering = "<w:numbering" + WordFile.NAMESPACES + ">%s</w:numbering>";
        String passage = level.formatted(REF.substring(0, 12)) + level.formatted(REF.substring(12, 24) + "%1");
        assertThat(text(new WordFile(FIRST).with("numbering", "numbering.xml", numbering.formatted(passage))))
                .isEqualTo("甲\n" + REF.substring(0, 12) + "\n" + REF.substring(12, 24));
        String usual = level.formatted("第%1章")
                + level.formatted("第%1节")
                + level.formatted("第%1章").repeat(9)
                + level.formatted("%1.").repeat(9);
        assertThat(text(new WordFile(FIRST).with("numbering", "numbering.xml", numbering.formatted(usual))))
                .isEqualTo("甲");
    }

    @Test
    void aSeparatorOfNotesWithAPassageCountsAndSoDoTwoNotesOfOneNumber() {
        String notes = "<w:footnotes" + WordFile.NAMESPACES + "><w:footnote w:type='separator' w:id='-1'>"
                + paragraph(REF) + "</w:footnote><w:footnote w:id='2'>" + paragraph("乙") + "</w:footnote><w:footnote"
                + " w:id='2'>" + paragraph("丙") + "</w:footnote></w:footnotes>";
        assertThat(text(new WordFile(FIRST).with("footnotes", "footnotes.xml", notes)))
                .isEqualTo("甲\n" + REF + "\n乙\n丙");
    }

    @Test
    void textInTheFormatOfANumberCountsAndNumbersDoNot() {
        String level = "<w:lvl><w:lvlText w:val='%s'/></w:lvl>";
        String numbering = "<w:numbering" + WordFile.NAMESPACES + "><w:abstractNum>" + level.formatted(REF + "%1")
                + level.formatted(REF) + level.formatted("第%1章") + level.formatted("%1.%2.%3.%4.%5.%6.%7.%8.%9")
                + "</w:abstractNum></w:numbering>";
        assertThat(text(new WordFile(FIRST).with("numbering", "numbering.xml", numbering)))
                .isEqualTo("甲\n" + REF);
    }
}
