package org.dupcheck.documents.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts whose frames, signs and other parts must not decide, or hide, the encoding. */
final class EncodingEvidenceTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String TRADITIONAL = "每逢汛期由護林員沿溝道布設絆線式泥石流報警器，響鈴後十分鐘內撤離下游住戶";

    @ParameterizedTest
    @ValueSource(strings = {"─", "═", "━", "│", "┌┬┐├┼┤└┴┘", "★", "①②③④⑤⑥", "■□●○", "ⅠⅡⅢ", "﹏", "×±", "℃", "…", "—"})
    void framesAndSignsDecideNothing(String sign) {
        for (int length : new int[] {6, 38, 120, 2_000}) {
            String rule = sign.repeat(length).substring(0, length);
            for (int chinese : new int[] {10, 20, REF.length()}) {
                String text = rule + "\n" + REF.substring(0, chinese) + "\n" + rule + "\n";
                assertThat(TextEncoding.decode(text.getBytes(GBK)).text())
                        .as("%s %d %d", sign, length, chinese)
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void greekIsNoLetterOfChinese() {
        String text = "αβγ".repeat(20) + REF + "Δ".repeat(20);
        assertThat(TextEncoding.decode(text.getBytes(GBK)).text()).isEqualTo(text);
    }

    @Test
    void charactersOfWindowsThatBig5LacksAreReadAndItIsCalledBig5() {
        String text = TRADITIONAL + "，這裏恒溫";
        TextEncoding.Decoded decoded = TextEncoding.decode(text.getBytes(Charset.forName("x-windows-950")));
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.encoding()).isEqualTo("Big5");
    }

    /** One window of text may be as long as one likes; a later part in another encoding is not hidden by it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 700})
    void aPartInAnotherEncodingIsNotHiddenByTheRest(int repeats) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(REF.repeat(repeats).getBytes(GBK));
        bytes.writeBytes(("\n" + TRADITIONAL.repeat(2)).getBytes(Charset.forName("Big5")));
        assertThatThrownBy(() -> TextEncoding.decode(bytes.toByteArray()))
                .isInstanceOf(UnreadableDocumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EUC-JP|土石流警報器設置計画書　事業実施期間　平成三十年度　申請者氏名　所属機関名",
                "EUC-JP|毎年雨期に森林監視員は渓流に沿って土石流警報器を設置し十分以内に避難する",
                "EUC-JP|今日は天気がいいから散歩に行きましょう。明日は雨が降るでしょう。",
                "EUC-JP|これはとてもながいぶんしょうです。みんなでよんでください。",
                "EUC-JP|コンピュータのプログラムをインストールしてください",
                "EUC-KR|매년 장마철에는 산림 감시원이 계곡을 따라 산사태 경보기를 설치하고 경보가 울리면 대피시킨다",
                "Shift_JIS|土石流警報器設置計画書　事業実施期間　平成三十年度　申請者氏名　所属機関名"
            })
    void textsOfOtherLanguagesAreNotReadAsChinese(String charset, String text) {
        assertThatThrownBy(() -> TextEncoding.decode(text.getBytes(Charset.forName(charset))))
                .hasMessageContaining("cannot be told");
    }
}
