package org.dupcheck.documents.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.word.WordFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that was opened in a wrong encoding and saved again, and text that only looks unusual. */
final class MisreadingTest {
    private static final String OWN = "本段为申报人自己所写，说明该项目在县域之内如何组织。";
    private static final String TRADITIONAL = "每逢汛期由護林員沿溝道佈設絆線式泥石流報警器，響鈴後十分鐘內撤離下游住戶。";

    private static String misread(String written, String opened) {
        String text = written.equals("Big5") ? TRADITIONAL : REF;
        return new String(text.getBytes(Charset.forName(written)), Charset.forName(opened));
    }

    private static DocumentReading read(String text) {
        return DocumentParser.parse("a.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ISO-8859-1",
        "UTF-8, windows-1252",
        "UTF-8, GBK",
        "UTF-8, GB18030",
        "UTF-8, Shift_JIS",
        "GBK, ISO-8859-1",
        "GBK, windows-1252",
        "GBK, Big5",
        "GBK, x-windows-950",
        "Big5, ISO-8859-1",
        "Big5, windows-1252",
        "Big5, GBK",
        "Big5, GB18030"
    })
    void aTextIsRefusedAndAStretchIsTold(String written, String opened) {
        String garbled = misread(written, opened);
        assertThatThrownBy(() -> read(garbled)).hasMessageContaining("saved again");
        DocumentReading reading = read(OWN.repeat(10) + garbled + OWN);
        assertThat(reading.unread()).anyMatch(unread -> unread.contains("saved again"));
        assertThat(reading.signals()).anyMatch(signal -> signal.kind() == SignalKind.UNREAD_TEXT);
    }

    @Test
    void aStretchIsToldInOtherFilesToo() {
        byte[] word = new WordFile("<w:p><w:r><w:t>" + misread("GBK", "ISO-8859-1") + "</w:t></w:r></w:p>").bytes();
        assertThat(DocumentParser.parse("a.docx", word).unread()).hasSize(1);
        String page = OWN.repeat(5) + "\n\n" + misread("GBK", "ISO-8859-1");
        assertThat(DocumentParser.parse("a.md", page.getBytes(StandardCharsets.UTF_8))
                        .unread())
                .hasSize(1);
    }

    @Test
    void ofMarkdownWhatIsReadDecides() {
        String link = "[" + misread("GBK", "ISO-8859-1") + "](http://example.org/" + "a".repeat(500) + ")";
        byte[] page = link.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DocumentParser.parse("a.md", page)).hasMessageContaining("saved again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Les élèves étaient très fatigués ; où êtes-vous allés ? Ça coûte 5 € à l’œuvre. ÉLÈVES ÂGÉS, NOËL",
                "Größe, Straße, schöne Mädchen überqueren die Brücke; ÄÖÜ äöüß",
                "Tiếng Việt: người dân ở đây rất thân thiện và cởi mở, ý à á â ã è é ê ì í ò ó ô õ ù ú ý Ă ă Đ đ",
                "Příliš žluťoučký kůň úpěl ďábelské ódy",
                "Það er ekki þörf á að æða út í óveðrið, sagði Þórður Ægisson; ÞÓRÐUR ÆÐI ÍSLÖND",
                "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ ¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿",
                "×××××××××××××××× °°°°°°°°°°°°°°°° ················ ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ",
                "项目经费 £5000 ± 3%，温度 25°C，José Müller 与 François 合作，规格 5×3×2。",
                "Hànyǔ pīnyīn shì yī zhǒng lādīng zìmǔ pīnxiě fāng'àn ā á ǎ à ē é ě è ō ó ǒ ò ü ǘ ǚ ǜ",
                "王喆、张翀、李玥、刘燚、陈垚、赵赟、孙堃、周珺、吴昉、郑旻、冯翯、褚煊、卫婳、蒋祎、沈玮、尤骉、许淼、何垚、张玙、曹璠",
                "氾勝之書曰：凡耕之本，在於趣時和土，務糞澤，早鋤早獲。黃鵠羽翮，麒麟鼉黿，魑魅魍魎，饕餮檮杌，窫窳猰貐，螭魖夔魖。",
                "饕餮魑魅魍魉貔貅狻猊睚眦狴犴赑屃嘲风螭吻鸱吻囚牛蒲牢负屃椒图麒麟獬豸朱獳耳鼠蠪蛭犰狳猼訑鵸鵌蛊雕",
                "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯银镉铟锡锑碲碘氙铯钡",
                "日本国民は、正当に選挙された国会における代表者を通じて行動し、諸国民との協和による成果と、自由のもたらす恵沢を確保し",
                "沢村拓哉、辻堂栞、峠道、畑中、込山、凪沙、匂坂、笹原、榊原、栃木、鰯、鱈、鮭、鯖、鰹、鰻、気象庁発表、鉄道運転再開",
                "これはとてもながいぶんしょうです。みんなでよんでください。カタカナノブンショウモアリマス",
                "大韓民國은 民主共和國이다. 大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다.",
                "昏迷嘅佢哋喺嗰度瞓覺，唔該畀啲嘢食，咁樣嚟講冇乜嘢",
                "鏈條、鍛造、鋼鐵、銅鑼、鑽孔、釘錘、鋸齒、錨鏈、鎖鑰、銲錫、鍋爐、鏟車、鉚釘、鈑金",
                "Съешь же ещё этих мягких булок, да выпей чаю. Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
                "ㄅㄆㄇㄈ ㄓㄨㄧㄣ ㄈㄨˊㄏㄠˋ ┌──┬──┐│甲│乙│└──┴──┘ ═══ ①②③④⑤ ★★★ ■□●○ ⅠⅡⅢ № ℃ ‰ § ¶ † ‡ •"
            })
    void ordinaryTextIsNotGarbled(String text) {
        assertThat(Misreading.garbled(text).isEmpty()).isTrue();
    }
}
