package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people do on the pages, in a real browser. Skips, saying so, where no Chromium or no Node.js is installed. */
class PagesInBrowserTest extends BrowserTest {
    /** Bytes of a page with its style sheet and scripts, as they come over the wire. */
    private static final int MAX_WEIGHT = 150_000;

    private static final String WEIGHT = "[...performance.getEntriesByType('navigation'),"
            + " ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.encodedBodySize, 0)";

    private static final Pattern SUM = Pattern.compile("(\\d+) submitted, ([1-9]\\d*) with duplicates, 0 failed");

    private static Check copied;

    private Visitor visitor;

    @BeforeAll
    static void submitSamples() {
        // most of it is copied: on the desk it comes before what other classes submit
        copied = site.submit(
                "pages-1",
                "泥石流预警 " + SampleSite.MARKUP,
                "wang",
                List.of(
                        new Section("立项依据", site.text(30) + '\n' + site.approved(1) + '\n' + site.text(20)),
                        new Section("技术路线", site.approved(2) + site.text(30) + site.approved(0)),
                        new Section("成果 " + SampleSite.MARKUP, site.text(30))));
        site.submit("pages-2", "自己写的", "li", List.of(new Section("立项依据", site.text(600))));
    }

    @AfterEach
    void leave() {
        if (visitor != null) {
            visitor.close();
            visitor.assertNoComplaint();
        }
    }

    @Test
    void aReviewerFindsTheLargestFirstAndReadsBothTextsSideBySide() {
        Page page = signIn("chen", "zh-CN", Visitor.DESKTOP);
        assertThat(page).hasURL(Pattern.compile("/review$"));
        Locator lines = page.locator("table.desk tbody tr");
        assertThat(lines.first()).containsText("泥石流预警");
        assertThat(lines.first()).containsText("等待确认");
        assertThat(lines.last()).containsText("0.0 %");

        lines.first().getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(Pattern.compile("/review/" + copied.verdictId() + "$"));
        assertThat(page.locator("#submission mark")).hasCount(3);
        page.keyboard().press("n");
        assertThat(page.locator("#submission mark.now"))
                .containsText(site.approved(1).substring(5, 60));
        assertThat(page.locator("#source mark.now"))
                .containsText(site.approved(1).substring(5, 60));
        assertThat(page.locator("#source h2")).hasText("已立项 1");
        page.keyboard().press("n");
        assertThat(page.locator("#source h2")).hasText("已立项 2");
        page.keyboard().press("p");
        assertThat(page.locator("#source h2")).hasText("已立项 1");
    }

    @Test
    void whatIsNotAccessibleOrTooWideWouldBeSeen() {
        Page page = signIn("chen", "en", Visitor.PHONE);
        page.locator("main").evaluate("main => main.insertAdjacentHTML('beforeend', '<button id=nameless></button>')");
        assertThatThrownBy(() -> visitor.assertAccessible("a button without a name"))
                .hasMessageContaining("button-name");
        page.locator("#nameless").evaluate("button => button.remove()");
        visitor.assertAccessible("as it was");
        page.locator("main").evaluate("main => main.insertAdjacentHTML('beforeend', '<pre>' + 'x'.repeat(500))");
        assertThatThrownBy(() -> visitor.assertAccessible("a long line")).hasMessageContaining("fits its width");
    }

    @Test
    void theDeskIsFilteredByItsAddress() {
        Page page = signIn("chen", "en", Visitor.DESKTOP);
        page.getByLabel("Result").selectOption("NONE");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                .click();
        assertThat(page).hasURL(Pattern.compile("result=NONE"));
        Locator lines = page.locator("table.desk tbody tr");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("自己写的"))).hasCount(1);
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("泥石流预警")))
                .hasCount(0);
        page.getByLabel("Applicant").fill("nobody");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                .click();
        assertThat(page.locator("main")).containsText("Nothing matches these filters");
        page.getByText("Clear the filters").click();
        assertThat(lines.first()).containsText("泥石流预警");
    }

    @Test
    void anOperatorSeesWhatCameInAndWhatWaits() {
        Page page = signIn("zhao", "en", Visitor.DESKTOP);
        assertThat(page).hasURL(Pattern.compile("/operations$"));
        String before = page.locator("#live").innerText();
        Matcher sum = SUM.matcher(before);
        assertThat(sum.find()).as(before).isTrue();
        assertThat(page.locator("main")).containsText(SampleSite.REFERENCES + " documents in force");
        // it brings itself up to date: what comes in later shows without a reload
        site.submit("pages-3", "后来的", "li", List.of(new Section("立项依据", site.text(400))));
        site.submit("pages-4", "抄来的", "li", List.of(new Section("立项依据", site.text(400) + site.approved(10))));
        String after = String.format(
                "%d submitted, %d with duplicates, 0 failed",
                Integer.parseInt(sum.group(1)) + 2, Integer.parseInt(sum.group(2)) + 1);
        assertThat(page.locator("#live"))
                .containsText(after, new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    }

    @Test
    void nobodySeesAPageOfAnotherRole() {
        Page page = signIn("wang", "en", Visitor.DESKTOP);
        for (String path : List.of("/review", "/review/" + copied.verdictId(), "/operations")) {
            assertThat(go(page, path).status()).as(path).isEqualTo(403);
        }
        visitor.forgetComplaints(); // the browser notes each refusal
        page.context().clearCookies();
        page.navigate(site.http() + "/review");
        assertThat(page).hasURL(Pattern.compile("/login"));
    }

    @Test
    void everyPageIsAccessibleAndLight() {
        inEachLook("zhao", (zhao, look) -> {
            for (String path : List.of("/login", "/operations", "/review", "/review/" + copied.verdictId())) {
                go(zhao.page(), path);
                zhao.assertAccessible(path);
                assertThat(((Number) zhao.page().evaluate(WEIGHT)).intValue())
                        .as("bytes of " + path + " " + look)
                        .isBetween(1, MAX_WEIGHT);
            }
        });
    }

    private Response go(Page page, String path) {
        return page.navigate(site.http() + path);
    }

    private Page signIn(String person, String locale, int width) {
        visitor = new Visitor(browser, site.http(), person, locale, width);
        return visitor.page();
    }

    /** Nothing is left out: what swagger-ui builds otherwise is mended by api.js and api.css. */
    @Test
    void programmersFindTheCallsAndTryThemOnAPageThatIsAccessible() {
        for (int width : List.of(Visitor.DESKTOP, Visitor.PHONE)) {
            visitor = new Visitor(browser, site.http(), "zhao", "en", width);
            Page page = visitor.page();
            page.navigate(site.http() + "/api");
            assertThat(page.locator("h2.calls")).isVisible();
            visitor.assertAccessible("/api");
            // two calls are open, one of them tried
            Locator tried = page.locator("#operations-references-getReferenceSet");
            tried.locator(".opblock-summary-control").click();
            assertThat(page).hasURL(Pattern.compile("#/references/getReferenceSet$"));
            tried.locator("button.try-out__btn").click();
            tried.locator("button.execute").click();
            assertThat(tried.locator(".live-responses-table tbody .response-col_status")
                            .first())
                    .containsText("200");
            assertThat(tried.locator(".live-responses-table").first()).isVisible();
            assertThat(tried.locator(".live-responses-table").first()).containsText("\"corpusVersion\"");
            Locator other = page.locator("#operations-submissions-submit");
            other.locator(".opblock-summary-control").click();
            assertThat(other.locator(".responses-table")).isVisible();
            visitor.assertAccessible("/api with open calls");
            visitor.close();
            visitor.assertNoComplaint();
        }
    }
}
