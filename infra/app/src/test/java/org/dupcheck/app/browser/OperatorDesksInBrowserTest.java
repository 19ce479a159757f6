package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
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

    /** A business type of which nothing is submitted: a webhook is told of its test alone. */
    private static final String WATCHED = "watched";

    private static void open(Visitor visitor, String path) {
        visitor.page().navigate(site.http() + path);
        visitor.assertAccessible(path);
    }

    @Test
    void aWebhookIsRegisteredTestedDisabledAndItsMessagesAreListed() {
        inEachLook("zhao", (visitor, look) -> {
            Page page = visitor.page();
            open(visitor, "/operations/webhooks");
            String url = "https://hook.invalid/" + look;
            page.locator("#type").fill(WATCHED);
            page.locator("#url").fill(url);
            page.locator("input[value='work-order.submitted']").check();
            page.locator("main form button").click();
            assertThat(page.locator(".note.good code")).hasText(Pattern.compile("whsec_.{43}="));
            visitor.assertAccessible("a new webhook");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(url))
                    .click();
            page.locator("form[action$=test] button").click();
            assertThat(page.locator("#sent ~ .scroll tbody tr")).hasCount(1);
            visitor.assertAccessible("a webhook");
            page.locator("form[action$=disable] button").click();
            assertThat(page.locator("main .tag.bad").first()).isVisible();
            visitor.assertAccessible("a disabled webhook");

            open(visitor, "/operations/deliveries?channel=WEBHOOK");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("h1")).containsText(WATCHED + ":test");
            visitor.assertAccessible("a message");
        });
    }

    @Test
    void aCommandIsFoundAndTellsHowItStands() {
        site.submit("P-c", SampleSite.MARKUP, "li", List.of(new Section("立项依据", site.text(300))));
        inEachLook("zhao", (visitor, look) -> {
            Page page = visitor.page();
            page.navigate(site.http() + "/operations/commands");
            Locator line = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("project:P-c"));
            for (int i = 0; i < 100 && line.count() == 0; i++) {
                page.reload();
            }
            visitor.assertAccessible("commands");
            line.getByRole(AriaRole.LINK).click();
            assertThat(page.locator("main")).containsText("commandId");
            assertThat(page.locator("main form")).hasCount(0);
            visitor.assertAccessible("a command");
            open(visitor, "/operations/commands?state=set_aside");
        });
    }

    @Test
    void aNodeIsDrainedAndResumedAndTheLastOneIsWarnedOf() {
        inEachLook("zhao", (visitor, look) -> {
            Page page = visitor.page();
            open(visitor, "/operations/nodes");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("#state")).containsText(look.isChinese() ? "运行中" : "running");
            assertThat(page.locator(".note.warn")).containsText("check, corpus-sync, notifier");
            visitor.assertAccessible("a node");
            page.locator("#reason").fill("update");
            page.locator("input[name=force]").check();
            page.locator("form[action$=drain] button").click();
            // the page brings it up to date by itself
            assertThat(page.locator("#state")).containsText(look.isChinese() ? "已排空" : "drained", SOON);
            visitor.assertAccessible("a drained node");
            page.locator("form[action$=resume] button").click();
            assertThat(page.locator("#state")).containsText(look.isChinese() ? "运行中" : "running");
            assertThat(page.locator("#facts ~ ul li").first()).containsText("zhao");
            visitor.assertAccessible("a node that was resumed");
        });
    }

    @Test
    void aPolicyIsTriedAndSavedAndTheSecondSeesWhatHolds() {
        int[] days = {10};
        inEachLook("zhao", (visitor, look) -> {
            Page page = visitor.page();
            open(visitor, "/operations/policies");
            page.locator("main form input[name=type]").fill("by-form");
            page.locator("main form button").click();
            if (page.locator(".note.warn").count() > 0) {
                visitor.assertAccessible("a type that is not known");
                page.locator(".note.warn a").click();
            }
            assertThat(page.locator("h1")).containsText("by-form");
            visitor.assertAccessible("a policy");
            Page other = page.context().newPage();
            other.navigate(page.url());

            String value = String.valueOf(days[0]++);
            page.locator("[id='daysOpenOnceSubmitted']").fill(value);
            page.locator("button[value=preview]").click();
            assertThat(page.locator("#preview")).isVisible();
            assertThat(page.locator("[id='daysOpenOnceSubmitted']")).hasValue(value);
            visitor.assertAccessible("a preview");
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
            visitor.assertAccessible("a version");
        });
    }

    @Test
    void anApplicantChoosesHowToBeTold() {
        inEachLook("li", (visitor, look) -> {
            Page page = visitor.page();
            open(visitor, "/mine");
            page.locator("a[href='/preferences']").click();
            visitor.assertAccessible("preferences");
            page.locator("#email").fill("li@example.edu");
            page.locator("[name='DUPLICATES.SMS']").selectOption("NEVER");
            page.locator("main form button.primary").click();
            assertThat(page.locator(".note.good")).isVisible();
            assertThat(page.locator("#email")).hasValue("li@example.edu");
            assertThat(page.locator("[name='DUPLICATES.SMS']")).hasValue("NEVER");
            visitor.assertAccessible("saved preferences");
        });
    }
}
