package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content controls that show a value of another part, whatever they hold themselves. */
final class WordBindingTest {
    private static final String XML =
            "<a:r xmlns:a='urn:a'><a:t>" + REF + "</a:t><a:u v='" + REF + "'/><a:s><a:t>x</a:t></a:s></a:r>";
    private static final String PREFIX = "w:prefixMappings=\"xmlns:n='urn:a'\" ";

    private static String control(String properties, String text) {
        return "<w:sdt><w:sdtPr>" + properties + "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>" + text
                + "</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    }

    private static String bound(String xpath) {
        return "<w:dataBinding " + PREFIX + "w:xpath='" + xpath + "' w:storeItemID='{A}'/>";
    }

    private static DocumentReading read(String body, String xml) {
        return DocumentParser.parse(
                "x.docx", new WordFile(body).with("customXml", "item1.xml", xml).bytes());
    }

    private static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/n:r[1]/n:t[1]", "/n:r/n:u/@v", "//n:t"})
    void theValueCountsWhereTheControlHoldsAnother(String xpath) {
        assertThat(text(read(control(bound(xpath), "甲"), XML))).isEqualTo("甲\n" + REF);
    }

    @Test
    void aValueThatTheTextHasCountsOnce() {
        assertThat(text(read(control(bound("/n:r/n:t"), REF), XML))).isEqualTo(REF);
    }

    @Test
    void aValueCountsOnceForAllItsControls() {
        String two = control(bound("/n:r/n:t"), "甲") + control(bound("/n:r/n:t"), "甲");
        assertThat(text(read(two, XML))).isEqualTo("甲\n甲\n" + REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/n:r", "/n:r/n:none", "/n:r[", "/m:r/m:t", "/n:r/n:s/n:t", ""})
    void whereThePathLeadsToNoPassageTheControlShowsWhatItHolds(String xpath) {
        DocumentReading reading = read(control(bound(xpath), "甲"), XML);
        assertThat(text(reading)).isEqualTo("甲");
        assertThat(reading.unread()).isEmpty();
    }

    @Test
    void ofTwoPartsTheOneThatIsNamedCounts() {
        String properties = "<d:datastoreItem d:itemID='{a}'"
                + " xmlns:d='http://schemas.openxmlformats.org/officeDocument/2006/customXml'/>";
        String relation =
                "<Relationships><Relationship Id='p' Type='x/customXmlProps' Target='props.xml'/></Relationships>";
        WordFile file = new WordFile(control(bound("/n:r/n:t"), "甲"))
                .with("customXml", "item1.xml", XML.replace(REF, "废".repeat(20)))
                .with("customXml", "item2.xml", XML)
                .with("props", "_rels/item2.xml.rels", relation)
                .with("props", "props.xml", properties);
        assertThat(text(DocumentParser.parse("x.docx", file.bytes()))).isEqualTo("甲\n" + REF);
    }

    @Test
    void anElementThatWordDoesNotKnowIsNoPropertyOfAControl() {
        String other = "<x:sdtPr xmlns:x='urn:x'><w:p><w:r><w:t>" + REF + "</w:t></w:r></w:p></x:sdtPr>";
        assertThat(text(read(other, XML))).isEqualTo(REF);
    }

    @Test
    void aChoiceShowsItsText() {
        String list = "<w:dropDownList><w:listItem w:displayText='" + REF + "' w:value='x'/></w:dropDownList>";
        assertThat(text(read(control(bound("/n:r/n:s/n:t") + list, "甲"), XML))).isEqualTo("甲\n" + REF);
    }

    @Test
    void aPictureHasNoTextAndTextWithItsLooksIsTold() {
        assertThat(text(read(control(bound("/n:r/n:t") + "<w:picture/>", "甲"), XML)))
                .isEqualTo("甲");
        String rich = "<a:r xmlns:a='urn:a'><a:t>&lt;?xml version='1.0'?>&lt;pkg:package/></a:t></a:r>";
        assertThat(read(control(bound("/n:r/n:t"), "甲"), rich).unread())
                .containsExactly("1 inserted parts of another format");
    }
}
