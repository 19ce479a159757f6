package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.BusinessKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private final Messages messages = new Messages();

    @Test
    void duplicatesAreToldInChineseWithPercentageAndNumberOfDocuments() {
        Messages.Text text = messages.siteMessage(
                MessageKind.DUPLICATES, submitted("智慧水务平台", null), new Messages.Figures(0.4271, 12));
        assertThat(text.title()).isEqualTo("发现重复内容，请您确认");
        assertThat(text.body()).isEqualTo("您提交的《智慧水务平台》与比对库中的 12 篇参考文档有重复内容，复制比 42.7%。" + "请查看查重结果后选择：确认继续提交工单，或撤回修改。");
    }

    @Test
    void duplicatesAreToldInEnglishInTheRightNumber() {
        Submitted submitted = submitted("Water", "en-US");
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted, new Messages.Figures(0.5, 1))
                        .body())
                .startsWith("“Water” overlaps one reference document, containment 50%.");
        assertThat(messages.siteMessage(MessageKind.DUPLICATES, submitted, new Messages.Figures(1, 2_000))
                        .body())
                .startsWith("“Water” overlaps 2,000 reference documents, containment 100%.");
        assertThat(messages.sms(submitted, new Messages.Figures(0.123, 3)))
                .isEqualTo("“Water” overlaps 3 documents, containment 12.3%. Please log in to confirm or withdraw.");
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
        assertThat(messages.siteMessage(MessageKind.CLEAN, submitted("t", locale), Messages.Figures.NONE)
                        .title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void everyKindHasItsTextsInBothLanguagesWithoutLeftOverPlaceholders(MessageKind kind) {
        for (String locale : new String[] {"zh-CN", "en"}) {
            Messages.Text text =
                    messages.siteMessage(kind, submitted("{1} it's '{0}'", locale), new Messages.Figures(0.25, 2));
            assertThat(text.title()).isNotBlank().doesNotContain("{");
            assertThat(text.body()).contains("{1} it's '{0}'").doesNotContain("{2}", "choice", "null");
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
        assertThat(messages.sms(submitted(title, "zh-CN"), new Messages.Figures(0.5, 1)))
                .contains("《" + "𠮷".repeat(19) + "…》")
                .satisfies(text ->
                        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(70));
    }

    private static Submitted submitted(String title, String locale) {
        return new Submitted(new BusinessKey("t", "1"), 1, "WO", title, "u", "138", locale);
    }
}
