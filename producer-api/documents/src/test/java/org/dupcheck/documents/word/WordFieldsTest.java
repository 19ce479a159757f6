package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.util.List;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of Word: codes are no text, results are, and some fields show their code. */
final class WordFieldsTest {
    private static final String BEGIN = fieldChar("begin");
    private static final String SEPARATE = fieldChar("separate");
    private static final String END = fieldChar("end");

    private static String fieldChar(String type) {
        return "<w:r><w:fldChar w:fldCharType='" + type + "'/></w:r>";
    }

    private static String code(String code) {
        return "<w:r><w:instrText xml:space='preserve'>" + code + "</w:instrText></w:r>";
    }

    private static String run(String text) {
        return "<w:r><w:t>" + text + "</w:t></w:r>";
    }

    private static DocumentReading read(String paragraph) {
        return DocumentParser.parse("x.docx", WordFile.of("<w:p>" + run("甲") + "</w:p><w:p>" + paragraph + "</w:p>"));
    }

    private static String text(String paragraph) {
        return read(paragraph).sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    @Test
    void textInACodeIsHiddenAndTold() {
        DocumentReading reading = read(REF.codePoints()
                .mapToObj(c -> run(Character.toString(c)) + BEGIN + run("废") + END)
                .collect(Collectors.joining()));
        assertThat(reading.sections().get(0).text()).isEqualTo("甲\n" + REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
        assertThat(reading.signals().stream().mapToInt(Signal::count).sum()).isEqualTo(REF.length());
    }

    @Test
    void aFieldThatNeverEndsTakesNoTextWithIt() {
        assertThat(text(BEGIN + run(REF) + "</w:p><w:p>" + run("乙"))).isEqualTo("甲\n" + REF + "\n乙");
    }

    @Test
    void aFieldOfATextBoxEndsInTheBoxOrNowhere() {
        String box = "<w:r><w:pict><w:txbxContent><w:p>" + BEGIN + run("乙") + "</w:p></w:txbxContent></w:pict></w:r>";
        assertThat(text(box + run(REF) + END)).isEqualTo("甲\n乙" + REF);
        assertThat(text(BEGIN + box + END + run(REF))).isEqualTo("甲\n" + REF);
        assertThat(text(BEGIN + code(" MACROBUTTON x 旧 ") + SEPARATE + box.replace(BEGIN, "") + END))
                .isEqualTo("甲\n乙");
    }

    @Test
    void aFieldOfANoteEndsInTheNoteOrNowhere() {
        String notes = "<w:footnotes" + WordFile.NAMESPACES + "><w:footnote w:id='2'><w:p>" + BEGIN + run(REF)
                + "</w:p></w:footnote><w:footnote w:id='3'><w:p>" + END + run("乙")
                + "</w:p></w:footnote></w:footnotes>";
        byte[] file = new WordFile("<w:p>" + run("甲") + "</w:p>")
                .with("footnotes", "footnotes.xml", notes)
                .bytes();
        assertThat(DocumentParser.parse("x.docx", file).sections().get(0).text())
                .isEqualTo("甲\n" + REF + "\n乙");
    }

    @Test
    void textBehindAFieldThatNeverEndsIsNoCodeOfTheNextOne() {
        assertThat(text(BEGIN + run(REF) + BEGIN + code(" PAGE ") + SEPARATE + run("乙") + END + run("丙")))
                .isEqualTo("甲\n" + REF + "乙丙");
    }

    @Test
    void aResultWithinACodeCountsOnceWithTheResultOfTheWhole() {
        String property = BEGIN + code(" DOCPROPERTY x ") + SEPARATE + run(REF) + END;
        assertThat(text(BEGIN
                        + code(" IF ")
                        + property
                        + code(" = \"\" \"\" \"")
                        + property
                        + code("\" ")
                        + SEPARATE
                        + run(REF)
                        + END))
                .isEqualTo("甲\n" + REF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " MACROBUTTON NoMacro REF ",
                " macrobutton \"No Macro\" REF",
                " GOTOBUTTON bookmark REF ",
                " EQ \\x(REF) ",
                " EQ \\x \\to \\bo(REF) ",
                " EQ \\b\\bc\\{(REF) ",
                " EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(pin),REF) ",
            })
    void aFieldWithoutAResultThatShowsItsCodeIsRead(String code) {
        String instruction = code.replace("REF", REF);
        assertThat(text(BEGIN + code(instruction) + END)).isEqualTo("甲\n" + REF);
        assertThat(text("<w:fldSimple w:instr='" + instruction + "'/>")).isEqualTo("甲\n" + REF);
    }

    @Test
    void aFieldWithAResultShowsThatAlone() {
        assertThat(text(BEGIN + code(" MACROBUTTON x 旧 ") + SEPARATE + run(REF) + END))
                .isEqualTo("甲\n" + REF);
    }

    @Test
    void charactersThatAreEnclosedOneByOneAreReadAsText() {
        assertThat(text(REF.codePoints()
                        .mapToObj(c -> BEGIN + code(" eq \\o\\ac(○," + Character.toString(c) + ") ") + END)
                        .collect(Collectors.joining())))
                .isEqualTo("甲\n" + REF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\o\\ac(○,每)|每",
                "\\o\\ac(□,○)|□○",
                "\\o(\\s\\up 1(每), )|每",
                "\\f(1,2)|1 2",
                "\\x(a\\,b)|a,b",
                "\\l(a,b)|a,b",
                "\\o(每|每",
                "\\a\\co2(甲,乙)|甲 乙",
                "\\s\\up8(上)\\s\\do8(下)|上下",
                "每(逢)|每(逢)"
            })
    void anEquationLosesNothingButItsSwitches(String code, String text) {
        assertThat(WordEquation.text(code)).isEqualTo(text);
    }

    @Test
    void aCharacterByItsNumberIsRead() {
        assertThat(text(REF.codePoints()
                        .mapToObj(c -> BEGIN + code(" SYMBOL " + c + " \\u \\f 宋体 ") + END)
                        .collect(Collectors.joining())))
                .isEqualTo("甲\n" + REF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "65 \\f Arial|A",
                "0x41|A",
                "65 \\f \"Times New Roman\" \\s 10|A",
                "228 \\f Arial|ä",
                "0x80 \\f Arial|€",
                "65 \\f Wingdings|''",
                "65 \\f \"Wingdings 2\"|''",
                "97 \\f \"Symbol\"|''",
                "65 \\u \\f Symbol|A"
            })
    void aNumberOfOneByteIsALetterUnlessTheFontIsOneOfSymbols(String code, String letter) {
        assertThat(text(BEGIN + code(" SYMBOL " + code + " ") + END + run("乙"))).isEqualTo("甲\n" + letter + "乙");
    }

    @Test
    void ofAListThatDropsDownTheChosenEntryCounts() {
        String list = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
                + "<w:listEntry w:val='乙'/><w:listEntry w:val='" + REF + "'/></w:ddList></w:ffData></w:fldChar></w:r>";
        assertThat(text(list + code(" FORMDROPDOWN ") + END)).isEqualTo("甲\n" + REF);
        assertThat(text(list.replace("w:result", "w:default") + code(" FORMDROPDOWN ") + END))
                .isEqualTo("甲\n" + REF);
        assertThat(text(list.replace("<w:result w:val='1'/>", "") + code(" FORMDROPDOWN ") + END))
                .isEqualTo("甲\n乙");
    }

    @Test
    void symbolsThatAreCharactersAreReadAndThoseOfAFontAreTold() {
        String symbols = REF.codePoints()
                .mapToObj("<w:r><w:sym w:font='宋体' w:char='%04X'/></w:r>"::formatted)
                .collect(Collectors.joining());
        assertThat(text(symbols)).isEqualTo("甲\n" + REF);
        String pictures = "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>";
        assertThat(read(pictures.repeat(13)).unread()).containsExactly("13 symbols of a font");
        assertThat(read(pictures.repeat(12)).unread()).isEqualTo(List.of());
    }

    @Test
    void fieldsNestedWithoutEndCostNoTime() {
        assertThat(text((BEGIN + run("甲")).repeat(3_000) + run(REF))).endsWith(REF);
    }
}
