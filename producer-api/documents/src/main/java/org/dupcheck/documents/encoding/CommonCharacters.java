package org.dupcheck.documents.encoding;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;

/** Which characters people use, by the sets that put them first, and by counts of texts. Immutable. */
final class CommonCharacters {
    /** Level 1 of GB 2312 and of Big5: the ideographs in common use, simplified and traditional. */
    private static final Set<Integer> LEVEL_1 = new HashSet<>();

    /** Most frequent in simplified Chinese, in the order of any list of frequencies, and their traditional forms. */
    static final CommonCharacters CHINESE =
            new CommonCharacters("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当"
                    + "没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最"
                    + "重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义"
                    + "各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科"
                    + "司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
                    + "這個們來為國說時會對於著過發後裡裏種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話給門兒東聲員論處義幾認條係氣題爾別變總電數報"
                    + "結務場計資統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運");

    /** Most frequent kanji of Japanese, and all kana. */
    static final CommonCharacters JAPANESE =
            new CommonCharacters("日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円"
                    + "関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領"
                    + "多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道"
                    + "信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位"
                    + "置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消"
                    + kana());

    /** Most frequent syllables of Korean. */
    static final CommonCharacters KOREAN =
            new CommonCharacters("이다는을가의에고하은지도로한를기사서대나리인자어시해들그일정수있라아니과만전보부주으게상제국장것원관우면여적연동선경년구발");

    static {
        level1("GB2312", 0xB0, 0xD7);
        level1("Big5", 0xA4, 0xC6);
    }

    private final Set<Integer> frequent = new HashSet<>();

    private CommonCharacters(String frequent) {
        frequent.codePoints().forEach(this.frequent::add);
    }

    private static String kana() {
        StringBuilder kana = new StringBuilder();
        for (char c = 'ぁ'; c <= 'ヶ'; c++) {
            kana.append(c);
        }
        return kana.toString();
    }

    /** Both sets hold the characters in common use in their first part, by the lead byte. */
    private static void level1(String name, int from, int to) {
        Charset charset = Charset.forName(name);
        for (int lead = from; lead <= to; lead++) {
            for (int trail = 0x40; trail <= 0xFE; trail++) {
                String character = new String(new byte[] {(byte) lead, (byte) trail}, charset);
                if (character.length() == 1 && Character.isIdeographic(character.charAt(0))) {
                    LEVEL_1.add((int) character.charAt(0));
                }
            }
        }
    }

    /** Whether the ideograph is in common use, simplified or traditional. */
    static boolean isInUse(int character) {
        return LEVEL_1.contains(character);
    }

    /** Whether the character is among the most frequent ones. */
    boolean contains(int character) {
        return frequent.contains(character);
    }

    /** Share of the different letters of a text that are among the most frequent ones, 0 to 1. */
    double share(String text) {
        Set<Integer> letters = EncodingEvidence.letters(text);
        return letters.isEmpty()
                ? 0
                : (double) letters.stream().filter(frequent::contains).count() / letters.size();
    }
}
