package org.dupcheck.notifier.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final List<ConfirmationReason> DUPLICATES = List.of(ConfirmationReason.DUPLICATES);

    private final Messages messages = new Messages();

    @Test
    void duplicatesAreToldInChineseWithPercentageAndNumberOfDocuments() {
        Messages.Text text = messages.siteMessage(
                MessageKind.DUPLICATES, submitted("智慧水务平台", null), new Messages.Figures(0.4271, 12), DUPLICATES);
        assertThat(text.title()).isEqualTo("发现重复内容，请您确认");
        assertThat(text.body()).isEqualTo("您提交的《智慧水务平台》与比对库中的 12 篇参考文档有重复内容，复制比 42.7%。" + "请查看查重结果后选择：确认继续提交工单，或撤回修改。");
    }

    @Test
    void duplicatesAreToldInEnglishInTheRightNumber() {
        Submitted submitted = submitted("Water", "en-US");
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted, new Messages.Figures(0.5, 1), DUPLICATES)
                        .body())
                .startsWith("“Water” overlaps one reference document, containment 50%.");
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted, new Messages.Figures(1, 2_000), DUPLICATES)
                        .body())
                .startsWith("“Water” overlaps 2,000 reference documents, containment 100%.");
        assertThat(messages.line(MessageKind.DUPLICATES, submitted, new Messages.Figures(0.123, 3), DUPLICATES))
                .isEqualTo("“Water” overlaps 3 documents, containment 12.3%. Please log in to confirm or withdraw.");
    }

    /** Where common text counts, a verdict may be DUPLICATES without a match. */
    @Test
    void commonTextAloneIsSaidToStandInManyDocuments() {
        Messages.Figures figures = new Messages.Figures(.5, 0);
        assertThat(body(MessageKind.DUPLICATES, "en", figures))
                .startsWith("“A” overlaps text that many reference documents have, containment 50%.");
        assertThat(body(MessageKind.DUPLICATES, "zh-CN", figures)).startsWith("您提交的《A》与比对库中的多篇参考文档有重复内容，复制比 50%。");
        assertThat(messages.line(MessageKind.DUPLICATES, submitted("A", "en"), figures, DUPLICATES))
                .startsWith("“A” overlaps text of many documents, containment 50%.");
        assertThat(messages.line(MessageKind.DUPLICATES, submitted("A", "zh-CN"), figures, DUPLICATES))
                .startsWith("您提交的《A》与多篇参考文档重复，复制比50%");
        assertThat(body(MessageKind.VERDICT_CHANGED, "en", figures))
                .contains("containment 50%, text that many reference documents have. ");
        assertThat(body(MessageKind.VERDICT_CHANGED, "zh-CN", figures)).contains("复制比 50%，与多篇参考文档有重复内容。");
        assertThat(body(MessageKind.VERDICT_CHANGED, "zh-CN", Messages.Figures.NONE))
                .contains("复制比 0%，与 0 篇参考文档有重复内容。");
    }

    private String body(MessageKind kind, String locale, Messages.Figures figures) {
        return messages.siteMessage(kind, submitted("A", locale), figures, DUPLICATES)
                .body();
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 查重通过，工单已提交",
        "zh_CN, 查重通过，工单已提交",
        "zh-TW, 查重通过，工单已提交",
        "fr, 查重通过，工单已提交",
        "not a locale, 查重通过，工单已提交",
        "en, 'Check passed, work order submitted'",
        "en-GB, 'Check passed, work order submitted'"
    })
    void languageFollowsTheApplicantsLocaleAndIsChineseOtherwise(String locale, String title) {
        assertThat(messages.siteMessage(MessageKind.CLEAN, submitted("t", locale), null, false)
                        .title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void whereAnEarlierVersionWasSubmittedKindsThatSayOtherwiseHaveTextsOfTheirOwn(MessageKind kind) {
        for (String locale : new String[] {"zh-CN", "en"}) {
            Submitted submitted = submitted("题".repeat(50), locale);
            Messages.Text alone = messages.siteMessage(kind, submitted, null, false);
            Messages.Text after = messages.siteMessage(kind, submitted, null, true);
            assertThat(after.equals(alone)).isEqualTo(kind != MessageKind.EXPIRED && kind != MessageKind.CHECK_FAILED);
            assertThat(messages.line(kind, submitted, true).length())
                    .isLessThanOrEqualTo(locale.equals("en") ? 160 : 70);
        }
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void everyKindHasItsTextsInBothLanguagesWithoutLeftOverPlaceholders(MessageKind kind) {
        for (String locale : new String[] {"zh-CN", "en"}) {
            Messages.Text text = messages.siteMessage(
                    kind, submitted("{1} it's '{0}'", locale), new Messages.Figures(0.25, 2), List.of());
            assertThat(text.title()).isNotBlank().doesNotContain("{");
            assertThat(text.body()).contains("{1} it's '{0}'").doesNotContain("{2}", "{3}", "choice", "null");
            String line =
                    messages.line(kind, submitted("{1} it's '{0}'", locale), new Messages.Figures(0.25, 2), List.of());
            assertThat(line).contains("{1} it's '{0}'").doesNotContain("{2}", "{3}", "choice", "null");
            assertThat(line.length()).as(line).isLessThanOrEqualTo(locale.equals("en") ? 160 : 70);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "0.0004, <0.1%", "0.001, 0.1%", "0.375, 37.5%", "0.9994, 99.9%", "0.99999, 99.9%", "1, 100%"})
    void percentageIsZeroOrHundredOnlyWhereTheShareIs(double share, String percent) {
        assertThat(Messages.percent(share)).isEqualTo(percent);
    }

    @Test
    void longTitleIsCutBetweenCharactersInAnSms() {
        String title = "𠮷".repeat(50);
        assertThat(messages.line(
                        MessageKind.DUPLICATES, submitted(title, "zh-CN"), new Messages.Figures(0.5, 1), DUPLICATES))
                .contains("《" + "𠮷".repeat(19) + "…》")
                .satisfies(text ->
                        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(70));
    }

    @Test
    void titleThatHasRoomToTheLastCharacterIsNotCut() {
        String title = "题".repeat(20);
        assertThat(messages.line(
                        MessageKind.DUPLICATES, submitted(title, "zh-CN"), new Messages.Figures(0.5, 1), DUPLICATES))
                .contains("《" + title + "》");
    }

    @Test
    void messageThatAsksForAConfirmationSaysWhyInBothLanguages() {
        List<ConfirmationReason> why = List.of(ConfirmationReason.TOO_LITTLE_TEXT, ConfirmationReason.UNREAD_TEXT);
        assertThat(messages.siteMessage(
                                MessageKind.CONFIRMATION_NEEDED, submitted("附件", "zh-CN"), Messages.Figures.NONE, why)
                        .body())
                .isEqualTo("您提交的《附件》已完成查重，没有计为重复的内容（复制比 0%），但工单未自动提交，"
                        + "因为可供比对的文字太少、部分内容无法读取。请查看查重结果后选择：确认继续提交工单，或撤回修改。");
        assertThat(messages.line(MessageKind.CONFIRMATION_NEEDED, submitted("Annex", "en"), Messages.Figures.NONE, why))
                .isEqualTo(
                        "“Annex” was not submitted automatically: it has too little text to compare; parts of it could"
                                + " not be read. Please log in to confirm or withdraw.");
    }

    @Test
    void duplicatesWithAFurtherReasonSayThatToo() {
        List<ConfirmationReason> why = List.of(ConfirmationReason.DUPLICATES, ConfirmationReason.UNREAD_TEXT);
        Messages.Figures figures = new Messages.Figures(0.5, 1);
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted("水", "zh-CN"), figures, why)
                        .body())
                .endsWith("或撤回修改。此外：部分内容无法读取。");
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted("Water", "en"), figures, why)
                        .body())
                .endsWith("for revision. Besides, parts of it could not be read.");
    }

    /** Any two of them fit beside the longest title. */
    @ParameterizedTest
    @EnumSource(ConfirmationReason.class)
    void everyReasonHasWordsAndAnSmsHasRoomForThem(ConfirmationReason reason) {
        Submitted submitted = submitted("题".repeat(50), "zh-CN");
        for (ConfirmationReason other : ConfirmationReason.values()) {
            String text = messages.line(
                    MessageKind.CONFIRMATION_NEEDED,
                    submitted,
                    Messages.Figures.NONE,
                    List.of(reason, other, ConfirmationReason.SEARCH_LIMIT));
            assertThat(text.length()).isLessThanOrEqualTo(70);
        }
        String only = messages.siteMessage(
                        MessageKind.CONFIRMATION_NEEDED, submitted, Messages.Figures.NONE, List.of(reason))
                .body();
        String unknown = messages.siteMessage(
                        MessageKind.CONFIRMATION_NEEDED, submitted, Messages.Figures.NONE, List.of())
                .body();
        assertThat(only.equals(unknown)).isEqualTo(reason == ConfirmationReason.DUPLICATES);
    }

    private static Submitted submitted(String title, String locale) {
        return new Submitted(new BusinessKey("t", "1"), 1, "WO", title, "u", "138", locale);
    }
}
