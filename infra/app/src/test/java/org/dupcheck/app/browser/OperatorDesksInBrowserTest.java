package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

/**
 * Webhooks, messages, commands, nodes and policies, as an operator sees to them, and how an applicant chooses to be told, in a real
 * browser. Skips, saying so, where no Chromium or no Node.js is installed.
 */
class OperatorDesksInBrowserTest extends BrowserTest {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private Visitor visitor;
    private String where;

    private void asEverybody(String person, Consumer<Page> visit) {
        for (String locale : List.of("zh-CN", "en")) {
            for (int width : List.of(Visitor.DESKTOP, Visitor.PHONE)) {
                where = locale + " " + width;
                visitor = new Visitor(browser, site.http(), person, locale, width);
                try {
                    visit.accept(visitor.page());
                    visitor.assertNoComplaint();
                } finally {
                    visitor.close();
                }
            }
        }
    }

    private void open(Page page, String path) {
        page.navigate(site.http() + path);
        visitor.assertAccessible(path + " " + where);
    }

    @Test
    void aWebhookIsRegisteredTestedDisabledAndItsMessagesAreListed() {
        asEverybody("zhao", page -> {
            open(page, "/operations/webhooks");
            String url = "https://hook.invalid/" + where.replace(' ', '-');
            page.locator("#type").fill(SampleSite.TYPE);
            page.locator("#url").fill(url);
            page.locator("input[value='work-order.submitted']").check();
            page.locator("main form button").click();
            assertThat(page.locator(".note.good code")).hasText(Pattern.compile("whsec_.{43}="));
            visitor.assertAccessible("a new webhook " + where);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(url))
                    .click();
            page.locator("form[action$=test] button").click();
            assertThat(page.locator("#sent ~ .scroll tbody tr")).hasCount(1);
            visitor.assertAccessible("a webhook " + where);
            page.locator("form[action$=disable] button").click();
            assertThat(page.locator("main .tag.bad").first()).isVisible();
            visitor.assertAccessible("a disabled webhook " + where);

            open(page, "/operations/deliveries?channel=WEBHOOK");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("h1")).containsText("project:test");
            visitor.assertAccessible("a message " + where);
        });
    }

    @Test
    void aCommandIsFoundAndTellsHowItStands() {
        site.submit("P-c", SampleSite.MARKUP, "li", List.of(new Section("立项依据", site.text(300))));
        asEverybody("zhao", page -> {
            page.navigate(site.http() + "/operations/commands");
            Locator line = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("project:P-c"));
            for (int i = 0; i < 100 && line.count() == 0; i++) {
                page.reload();
            }
            visitor.assertAccessible("commands " + where);
            line.getByRole(AriaRole.LINK).click();
            assertThat(page.locator("main")).containsText("commandId");
            assertThat(page.locator("main form")).hasCount(0);
            visitor.assertAccessible("a command " + where);
            open(page, "/operations/commands?state=set_aside");
        });
    }

    @Test
    void aNodeIsDrainedAndResumedAndTheLastOneIsWarnedOf() {
        asEverybody("zhao", page -> {
            boolean isChinese = where.startsWith("zh");
            open(page, "/operations/nodes");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("#state")).containsText(isChinese ? "运行中" : "running");
            assertThat(page.locator(".note.warn")).containsText("check, corpus-sync, notifier");
            visitor.assertAccessible("a node " + where);
            page.locator("#reason").fill("update");
            page.locator("input[name=force]").check();
            page.locator("form[action$=drain] button").click();
            // the page brings it up to date by itself
            assertThat(page.locator("#state")).containsText(isChinese ? "已排空" : "drained", SOON);
            visitor.assertAccessible("a drained node " + where);
            page.locator("form[action$=resume] button").click();
            assertThat(page.locator("#state")).containsText(isChinese ? "运行中" : "running");
            assertThat(page.locator("#facts ~ ul li").first()).containsText("zhao");
            visitor.assertAccessible("a node that was resumed " + where);
        });
    }

    @Test
    void aPolicyIsTriedAndSavedAndTheSecondSeesWhatHolds() {
        int[] days = {10};
        asEverybody("zhao", page -> {
            open(page, "/operations/policies");
            page.locator("main form input[name=type]").fill("by-form");
            page.locator("main form button").click();
            if (page.locator(".note.warn").count() > 0) {
                visitor.assertAccessible("a type that is not known " + where);
                page.locator(".note.warn a").click();
            }
            assertThat(page.locator("h1")).containsText("by-form");
            visitor.assertAccessible("a policy " + where);
            Page other = page.context().newPage();
            other.navigate(page.url());

            String value = String.valueOf(days[0]++);
            page.locator("[id='daysOpenOnceSubmitted']").fill(value);
            page.locator("button[value=preview]").click();
            assertThat(page.locator("#preview")).isVisible();
            assertThat(page.locator("[id='daysOpenOnceSubmitted']")).hasValue(value);
            visitor.assertAccessible("a preview " + where);
            page.locator("button[value=save]").click();
            assertThat(page.locator(".note.good")).isFocused();
            assertThat(page.locator("#versions ~ ul li").first()).isVisible();
            assertThat(page.locator("[id='daysOpenOnceSubmitted']")).hasValue(value);
            visitor.assertNoComplaint();

            other.locator("[id='daysOpenOnceSubmitted']").fill("99");
            other.locator("button[value=save]").click();
            assertThat(other.locator("[role=alert]")).isVisible();
            assertThat(other.locator("[id='daysOpenOnceSubmitted']")).hasValue("99");
            assertThat(other.locator("main")).containsText("\"daysOpenOnceSubmitted\" : " + value);
            other.close();
            visitor.forgetComplaints();
            page.locator("#versions ~ ul a").first().click();
            visitor.assertAccessible("a version " + where);
        });
    }

    @Test
    void anApplicantChoosesHowToBeTold() {
        asEverybody("li", page -> {
            open(page, "/mine");
            page.locator("a[href='/preferences']").click();
            visitor.assertAccessible("preferences " + where);
            page.locator("#email").fill("li@example.edu");
            page.locator("[name='DUPLICATES.SMS']").selectOption("NEVER");
            page.locator("main form button.primary").click();
            assertThat(page.locator(".note.good")).isVisible();
            assertThat(page.locator("#email")).hasValue("li@example.edu");
            assertThat(page.locator("[name='DUPLICATES.SMS']")).hasValue("NEVER");
            visitor.assertAccessible("saved preferences " + where);
        });
    }
}
