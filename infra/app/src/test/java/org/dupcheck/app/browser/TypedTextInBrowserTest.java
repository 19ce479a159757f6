package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.regex.Pattern;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

/** What is typed is not lost: neither by a link, nor by a session that ends, nor without a question. */
class TypedTextInBrowserTest extends BrowserTest {
    private static final int PATIENCE = 60_000;

    private static void awaitText(Locator locator, String text) {
        assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    @Test
    void aLinkKeepsTheDraftFirstAndAReloadFindsIt() {
        try (Visitor wang = new Visitor(browser, site.http(), "wang", "en", Visitor.DESKTOP)) {
            Page page = wang.page();
            page.locator("#text0").fill(site.text(200));
            page.locator("#text1").focus();
            awaitText(page.locator("#chip0"), "None found");
            page.locator("button[hx-post='/write/box']").click();
            Locator added = page.locator(".box").last();
            assertThat(added.locator("input[id]")).isFocused();
            added.locator("textarea").fill(site.text(200));
            // still in its box when the link is followed
            page.locator("#title").pressSequentially("Not left yet");
            page.locator("a[hreflang=zh-CN]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(page.locator("#title")).hasValue("Not left yet");
            assertThat(page.locator(".box")).hasCount(5);
            assertThat(page.locator(".box").last().locator("textarea")).hasValue(Pattern.compile(".{200}"));
            awaitText(page.locator("#chip0"), "未发现重复");
            assertThat(wang.asked()).isZero();

            // its name moves the section and adds none
            page.locator(".box").last().locator("input[id]").fill("经费预算");
            // the chip tells already of the text: until the new name is answered the browser asks, and rightly
            page.waitForResponse(
                    response -> response.url().endsWith("/sections?box=4"),
                    () -> page.locator("#title").focus());
            awaitText(page.locator("#chip4"), "未发现重复");
            page.locator("#text0").fill("");
            page.locator("#title").focus();
            awaitText(page.locator("#chip0"), "空白");
            page.reload();
            assertThat(page.locator(".box")).hasCount(5);
            assertThat(page.locator("#text0")).hasValue("");
            assertThat(page.locator("#key4")).hasValue("经费预算");
            assertThat(page.locator("#chip4")).containsText("未发现重复");
            wang.assertAccessible("/write opened again");
            wang.assertNoComplaint();
        }
    }

    @Test
    void aReasonOutlivesTheSessionAndIsAskedAboutBeforeThePageIsLeft() {
        site.submit("asks-1", "Asks", "li", List.of(new Section("Background", site.text(80) + site.approved(8))));
        try (Visitor li = new Visitor(browser, site.http(), "li", "en", Visitor.DESKTOP)) {
            Page page = li.page();
            page.navigate(site.http() + "/mine");
            Locator line = page.locator(".line").filter(new Locator.FilterOptions().setHasText("Asks"));
            awaitText(line, "Awaiting confirmation");
            line.locator("h3 a").click();
            Locator reason = page.locator("textarea[name=reason]");
            reason.fill("continues a project");
            li.stay();
            page.locator("a[href='/mine']").first().click();
            page.waitForCondition(() -> li.asked() == 1);
            assertThat(reason).hasValue("continues a project");

            String session = page.url();
            var cookies = page.context().cookies();
            page.context().clearCookies();
            page.getByText("Submit anyway").click();
            awaitText(page.locator("main"), "Your session has ended");
            assertThat(page).hasURL(session);
            assertThat(reason).hasValue("continues a project");
            li.assertAccessible("signed out");

            // a sign-in in another window is another session
            Page other = page.context().newPage();
            other.navigate(site.http() + "/login");
            other.locator("button[name=person][value=li]").click();
            assertThat(cookies).isNotEmpty();
            page.getByText("Submit anyway").click();
            awaitText(page.locator("main"), "signed in again");
            page.getByText("Submit anyway").click();
            awaitText(page.locator("main"), "Confirmed with your reason");
            li.forgetComplaints();
            page.locator("a[href='/mine']").first().click();
            assertThat(page).hasURL(site.http() + "/mine");
            assertThat(li.asked()).isZero();
        }
    }

    @Test
    void aListThatBringsItselfUpToDateStaysWhereTheSessionEnds() {
        try (Visitor li = new Visitor(browser, site.http(), "li", "en", Visitor.DESKTOP)) {
            Page page = li.page();
            li.installClock();
            page.navigate(site.http() + "/mine");
            page.context().clearCookies();
            li.passRefresh();
            awaitText(page.locator("main"), "Your session has ended");
            page.waitForResponse(response -> response.url().endsWith("/mine/checks"), li::passRefresh);
            assertThat(page).hasURL(site.http() + "/mine");
            // once for each list, however often it asks
            assertThat(page.getByText("Your session has ended")).hasCount(2);
            assertThat(page.locator("#mine-checks")).isVisible();
        }
    }
}
