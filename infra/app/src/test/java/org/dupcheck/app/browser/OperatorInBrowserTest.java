package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

/** What an operator does on the pages, in a real browser. Skips, saying so, where no Chromium or no Node.js is installed. */
class OperatorInBrowserTest extends BrowserTest {
    private static final String BROKEN = "{\"businessType\": \"project\", \"businessId\": \"P-7\", \"revision\": 1,"
            + " \"mode\": \"SUBMIT\", \"title\": \"<b>没有正文</b>\", \"sections\": [{\"key\": \"立项依据\", \"text\": \" \"}]}";

    @Test
    void aDeadLetterIsFoundExplainedAndPublishedAgain() {
        site.publishRaw("project:P-7", BROKEN);
        site.publishRaw("project:P-8", "no JSON at all");
        // what was set aside is there once a submission behind it in the same topic has come through
        site.submit("P-1", "后来的", "li", List.of(new Section("立项依据", site.text(300))));
        inEachLook("zhao", (visitor, look) -> openExplainAndPublish(visitor));
    }

    private static void openExplainAndPublish(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(site.http() + "/operations/dead-letters");
        Locator line = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("project:P-7"));
        for (int i = 0; i < 100 && line.count() == 0; i++) {
            page.reload();
        }
        assertThat(line.first()).containsText("EMPTY_TEXT");
        assertThat(page.locator("tbody")).containsText("MALFORMED_JSON");
        visitor.assertAccessible("dead letters");
        // the oldest: each replay fails again and becomes another
        line.last().getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(Pattern.compile("/dead-letters/.*/0/\\d+$"));
        assertThat(page.locator("main")).containsText("sections[0].text");
        assertThat(page.locator("main")).containsText("<b>没有正文</b>");
        visitor.assertAccessible("a dead letter");
        int before = page.locator("#again ~ .note li").count();
        page.locator("main form button").click();
        assertThat(page.locator(".note.good")).isFocused();
        assertThat(page.locator("#again ~ .note li")).hasCount(before + 1);
        assertThat(page.locator("#again ~ .note")).containsText("zhao");
        visitor.assertAccessible("a dead letter that was published again");
    }

    /** Waits until the next figures are in place. */
    private static void awaitFigures(Visitor visitor) {
        visitor.page()
                .locator("#live")
                .evaluate(
                        "live => {"
                                + " delete live.dataset.settled;"
                                + " live.addEventListener('htmx:afterSettle', () => live.dataset.settled = '', {once: true}); }");
        visitor.passRefresh();
        assertThat(visitor.page().locator("#live[data-settled]")).isVisible();
    }

    @Test
    void theFiguresThatComeByThemselvesLeaveOpenWhatIsOpenAndTheFocusWhereItIs() {
        try (Visitor visitor = new Visitor(browser, site.http(), "zhao", "en", Visitor.DESKTOP)) {
            Page page = visitor.page();
            visitor.installClock();
            page.navigate(site.http() + "/operations");
            // each answer is another one, so that it takes the place of the one before
            page.route("**/operations/live", route -> {
                APIResponse response = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(response.text() + "<p><a href='/operations/checks?x=1'>" + System.nanoTime()
                                + "</a></p>"));
            });
            awaitFigures(visitor);
            page.locator("#minutes-summary").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#minutes table")).isVisible();
            awaitFigures(visitor);
            assertThat(page.locator("#minutes table")).isVisible();
            assertThat(page.locator("#minutes-summary")).isFocused();
            page.locator("#live a[href$='x=1']").focus();
            awaitFigures(visitor);
            assertThat(page.locator("#live a[href$='x=1']")).isFocused();
            assertThat(page.locator("#minutes table")).isVisible();
            visitor.assertNoComplaint();
        }
    }

    @Test
    void aKeyIsMadeAndRevoked() {
        inEachLook("zhao", (visitor, look) -> {
            Page page = visitor.page();
            String name = "a program of " + look;
            page.navigate(site.http() + "/operations/keys");
            visitor.assertAccessible("keys");
            page.locator("#name").fill(name);
            page.locator("input[value=reviewer]").check();
            page.locator("main form button").click();
            assertThat(page.locator(".note.good code")).hasText(Pattern.compile("dck_[0-9a-f]{12}_.{43}"));
            visitor.assertAccessible("a new key");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                    .click();
            assertThat(page.locator("h1")).hasText(name);
            visitor.assertAccessible("a key");
            page.locator("form[action$=revoke] button").click();
            assertThat(page.locator("main .tag.bad")).hasCount(1);
            assertThat(page.locator("main form")).hasCount(0);
        });
    }
}
