package org.dupcheck.documents.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.SectionCollector.Mark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of a page hide: 废 is of the class x and the id i, within a b. */
final class HtmlSheetTest {
    private final List<Mark> marks = new ArrayList<>();

    private String text(String head) {
        String text = HtmlText.of(head + "<p>甲<b class='x y' id='i'>废</b>乙</p>").text(marks);
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.x{display:none}</style>",
                "<style>#i { visibility : hidden }</style>",
                "<style>B.y.x{font-size:0}</style>",
                "<style>/*{*/ u, .x {opacity:0} /*}*/</style>",
                "<style>.x{display:none</style>",
                "<style>.z{content:'}'} .x{display:none}</style>",
                "<style>@charset 'utf-8'; .x{display:none}</style>",
                "<style>b{display:block} .x{display:none} b{display:block}</style>",
                "<style>.x{display:none!important} #i{display:block}</style>",
                "<style>.x{display:none} a:hover{color:red}</style>",
                "<style>.x{display:none} @media print{.x{color:red}}</style>",
                "<style media='all'>.x{display:none}</style>"
            })
    void whatARuleHidesIsLeftOutAndTold(String sheet) {
        assertThat(text(sheet)).isEqualTo("甲乙");
        assertThat(marks).extracting(Mark::kind).containsExactly(SignalKind.HIDDEN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.x{color:#fff}</style>",
                "<style>b{background:navy} .x{color:navy}</style>",
                "<style>p{color:ivory;background:black} b{background:white}</style>"
            })
    void whatARuleMakesWhiteIsLeftOutAndTold(String sheet) {
        assertThat(text(sheet)).isEqualTo("甲乙");
        assertThat(marks).extracting(Mark::kind).contains(SignalKind.WHITE_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.X{display:none}</style>",
                "<style>.x.z{display:none}</style>",
                "<style>u > .x{display:none}</style>",
                "<style>.x:first-child{display:none}</style>",
                "<style>.x, %{display:none}</style>",
                "<style>@media print{.x{display:none}}</style>",
                "<style media='print'>.x{display:none}</style>",
                "<style type='text/plain'>.x{display:none}</style>",
                "<noscript><style>.x{display:none}</style></noscript>",
                "<style>.x{display:none} b{display:inline!important}</style>",
                "<style>.x{display:none} #i{display:inline}</style>",
                "<style>.x{display:none} p > b{display:inline}</style>",
                "<style>.x{display:none} @media screen{b{display:inline}}</style>",
                "<style>.x{display:none} p{.x{display:inline}}</style>",
                "<style>.x{display:none} .y{display:inline; u{color:red}}</style>",
                "<style>.x{font-size:0} p b{font:1em serif}</style>",
                "<style>.x{color:white} p b{background:black}</style>",
                "<style>body{color:white;background:black}</style>",
                "<style>.x{display:none} .\\78{display:inline}</style>",
                "<style>@import 'other.css'; .x{display:none}</style>",
                "<link rel='StyleSheet' href='other.css'><style>.x{display:none}</style>"
            })
    void whatMayBeSeenIsText(String sheet) {
        assertThat(text(sheet)).isEqualTo("甲废乙");
        assertThat(marks).isEmpty();
    }
}
