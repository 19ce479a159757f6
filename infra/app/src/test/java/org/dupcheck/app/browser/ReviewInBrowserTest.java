package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

/** A reviewer's decision, in a real browser. Skips, saying so, where no Chromium or no Node.js is installed. */
class ReviewInBrowserTest extends BrowserTest {
    private static final int PATIENCE = 60_000;

    private static Check submitted(String id) {
        return site.submit(
                id,
                "滑坡治理 " + id,
                "wang",
                List.of(
                        new Section("立项依据", site.text(200) + '\n' + site.approved(3) + '\n' + site.text(80)),
                        new Section("技术路线", site.approved(4) + site.text(300) + site.approved(3))));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void awaitText(Locator locator, String text) {
        assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** Opens the first passage by keyboard and the form beside its source, which names that passage. */
    private static void openForm(Page page, String summary) {
        page.keyboard().press("n");
        assertThat(page.locator("#source mark.now").first()).isVisible();
        Locator opener = page.locator(".leave-out summary");
        assertThat(opener).hasText(summary);
        opener.focus();
        page.keyboard().press("Enter");
    }

    @Test
    void whatIsLeftOutLeavesEveryFigureAndTheApplicantSeesTheDecision() {
        Check check = submitted("R-1");
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "zh-CN", Visitor.DESKTOP)) {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            String before = page.locator("#figures .figures").innerText();
            String overview = page.locator("#overview").innerText();
            openForm(page, "不计入复制比……");
            Locator which = page.locator("select[name=passage]");
            assertThat(which.locator("option:checked")).containsText("立项依据");
            page.locator(".leave-out input[name=reason]").fill("本人论文 " + SampleSite.MARKUP);
            page.keyboard().press("Enter");

            awaitText(page.locator("#source .note"), "所有数字都已重新计算");
            assertThat(page.locator("#figures .figures"))
                    .not()
                    .hasText(before, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
            assertThat(page.locator("#figures")).containsText("查重时");
            assertThat(page.locator("#overview")).containsText("去掉评审人排除的内容");
            assertThat(page.locator("#submission mark.out s"))
                    .containsText(site.approved(3).substring(5, 60));
            assertThat(page.locator(".left-out li")).containsText(SampleSite.MARKUP);
            chen.assertAccessible("a passage left out");

            // the whole source
            page.locator(".leave-out summary").click();
            which.selectOption("");
            page.locator(".leave-out input[name=reason]").fill("同上");
            button(page, "排除").click();
            awaitText(page.locator("#source"), "陈静 已排除");
            assertThat(page.locator(".source.out")).hasCount(1);
            // there the paragraph stands once: it was copied twice, and is struck through once both copies are left out
            assertThat(page.locator("#source mark.out").first()).isVisible();
            // a reload tells the same
            page.reload();
            assertThat(page.locator(".left-out li")).hasCount(2);

            button(page, "恢复第 2 步排除的内容").click();
            assertThat(page.locator(".left-out li")).hasCount(1);
            button(page, "恢复第 1 步排除的内容").click();
            awaitText(page.locator("#review .note"), "重新计入");
            assertThat(page.locator("#figures .figures"))
                    .hasText(before, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
            assertThat(page.locator("#overview"))
                    .hasText(overview, new LocatorAssertions.HasTextOptions().setUseInnerText(true));

            page.locator("#review-note").fill("来源已核实 " + SampleSite.MARKUP);
            button(page, "通过").click();
            awaitText(page.locator("#review .note"), "已保存");
            page.locator("#review summary").click();
            assertThat(page.locator("#review tbody tr")).hasCount(5);
            chen.assertNoComplaint();
        }
        try (Visitor wang = new Visitor(browser, site.http(), "wang", "zh-CN", Visitor.DESKTOP)) {
            wang.page().navigate(site.http() + "/mine");
            Locator line = wang.page().locator(".line").filter(new Locator.FilterOptions().setHasText("R-1"));
            assertThat(line).containsText("评审人已通过");
            assertThat(line).containsText("来源已核实 " + SampleSite.MARKUP);
            assertThat(wang.page().locator("main")).not().containsText("本人论文");
            wang.assertAccessible("/mine with a decision");
            wang.assertNoComplaint();
        }
    }

    private static final String BACKGROUND = "mark => getComputedStyle(mark).backgroundColor";
    private static final String NONE = "rgba(0, 0, 0, 0)";

    @Test
    void oneSourceIsColouredAtATimeAndStepsStayWithinIt() {
        Check check = submitted("R-4");
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "en", Visitor.DESKTOP)) {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            assertThat(page.locator("#at")).hasText("– / 3");
            assertThat(page.locator("#all-sources")).isHidden();
            Locator second = page.locator("a.source").nth(1);
            String name = second.locator(".name").innerText();
            second.click();
            assertThat(page.locator("#source h2")).hasText(name);
            assertThat(second).hasAttribute("aria-current", "true");
            assertThat(page.locator("#submission mark.shown")).hasCount(1);
            assertThat(page.locator("#submission mark:not(.shown)")).hasCount(2);
            assertEquals(
                    NONE, page.locator("#submission mark:not(.shown)").first().evaluate(BACKGROUND));
            assertNotEquals(NONE, page.locator("#submission mark.shown").evaluate(BACKGROUND));
            assertThat(page.locator("#at")).hasText("1 / 1");
            assertThat(page.locator("#submission mark.now")).isInViewport();
            assertThat(page.locator("#source mark.now").first()).isInViewport();
            assertThat(page.locator("p.unseen[role=status]")).containsText("passages: 1");
            page.keyboard().press("n");
            assertThat(page.locator("p.unseen[role=status]")).hasText("This is the last passage.");
            assertThat(page.locator("#at")).hasText("1 / 1");
            chen.assertAccessible("one source");

            page.locator("#all-sources").click();
            assertThat(page.locator("#submission mark.shown")).hasCount(0);
            assertNotEquals(NONE, page.locator("#submission mark").first().evaluate(BACKGROUND));
            assertThat(page.locator("#at")).hasText("2 / 3");
            button(page, "Previous passage").click();
            assertThat(page.locator("#at")).hasText("1 / 3");
            assertThat(page.locator("#source mark.now").first()).isInViewport();
            button(page, "Previous passage").click();
            assertThat(page.locator("p.unseen[role=status]")).hasText("This is the first passage.");
            chen.assertNoComplaint();
        }
    }

    @Test
    void passagesAreReachedAndFollowedByKeyboardOnBothSides() {
        Check check = submitted("R-5");
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "en", Visitor.DESKTOP)) {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            assertThat(page.locator("#submission mark[role=button][tabindex='0']"))
                    .hasCount(1);
            assertThat(page.locator("#submission mark[role=button][tabindex='-1']"))
                    .hasCount(2);
            page.locator("#submission mark").nth(1).focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#source mark.now").first()).isVisible();
            assertThat(page.locator("#at")).hasText("2 / 3");
            page.locator("#submission mark").first().evaluate("mark => mark.focus()");
            page.keyboard().press("Enter");
            assertThat(page.locator("#at")).hasText("1 / 3");
            Locator there = page.locator("#source mark[role=button]").first();
            assertThat(there).isVisible();
            page.locator("#overview summary, details.card > summary").first().focus();
            there.focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#submission mark").first()).isFocused();
            chen.assertNoComplaint();
        }
    }

    @Test
    void onAPhoneASourceAndItsPassagesComeIntoSight() {
        Check check = site.submit(
                "R-6",
                "长文",
                "wang",
                List.of(
                        new Section("立项依据", paragraphs(40) + site.approved(3) + '\n' + paragraphs(40)),
                        new Section("技术路线", paragraphs(40) + site.approved(4) + paragraphs(10))));
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "en", Visitor.PHONE)) {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            for (int i : new int[] {1, 0}) {
                page.locator("a.source").nth(i).click();
                assertThat(page.locator("#source mark.now").first()).isInViewport();
                assertThat(page.locator("#source"))
                        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(.9));
                page.evaluate("new Promise(done => setTimeout(done, 400))");
                assertThat(page.locator("#source mark.now").first()).isInViewport();
            }
            page.locator("#all-sources").click();
            page.locator("#submission").scrollIntoViewIfNeeded();
            button(page, "Next passage").click();
            assertThat(page.locator("#at")).hasText("2 / 2");
            assertThat(page.locator("#submission mark.now")).isInViewport();
            button(page, "Previous passage").click();
            assertThat(page.locator("#at")).hasText("1 / 2");
            assertThat(page.locator("#submission mark.now")).isInViewport();
            chen.assertAccessible("a source on a phone");
            chen.assertNoComplaint();
        }
    }

    private static String paragraphs(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < number; i++) {
            text.append(site.text(60)).append('\n');
        }
        return text.toString();
    }

    @Test
    void theFocusGoesToTheAnswerOfAForm() {
        Check check = submitted("R-7");
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "en", Visitor.DESKTOP)) {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            button(page, "Accept").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#review .note.good")).isFocused();
            openForm(page, "Leave out of the figures …");
            assertThat(page.locator("select[name=passage] option:checked"))
                    .containsText(site.approved(3).substring(0, 10));
            page.locator(".leave-out input[name=reason]").fill("x");
            page.keyboard().press("Enter");
            assertThat(page.locator("#source .note.good")).isFocused();
            chen.assertNoComplaint();
        }
    }

    @Test
    void theSecondOfTwoReviewersIsToldAndKeepsWhatWasTyped() {
        Check check = submitted("R-2");
        String report = site.http() + "/review/" + check.verdictId();
        try (Visitor chen = new Visitor(browser, site.http(), "chen", "en", Visitor.DESKTOP);
                Visitor zhao = new Visitor(browser, site.http(), "zhao", "en", Visitor.DESKTOP)) {
            chen.page().navigate(report);
            zhao.page().navigate(report);
            zhao.page().locator("#review-note").fill("Looks fine");
            button(zhao.page(), "Accept").click();
            awaitText(zhao.page().locator("#review .note"), "Your decision has been saved");

            chen.page().locator("#review-note").fill("Please rewrite");
            button(chen.page(), "Return").click();
            awaitText(chen.page().locator("#review .note"), "Another reviewer has made changes");
            chen.forgetComplaints(); // the browser notes the refusal
            assertThat(chen.page().locator("#review blockquote")).hasText("Looks fine");
            assertThat(chen.page().locator("#review-note")).hasValue("Please rewrite");
            button(chen.page(), "Return").click();
            awaitText(chen.page().locator("#review .note"), "Your decision has been saved");
            chen.page().navigate(site.http() + "/review?review=returned");
            assertThat(chen.page().locator("table.desk tbody")).containsText("R-2");
            chen.assertNoComplaint();
            zhao.assertNoComplaint();
        }
    }

    @Test
    void theReportIsAccessibleWithSomethingLeftOut() {
        Check check = submitted("R-3");
        inEachLook("chen", (chen, look) -> {
            Page page = chen.page();
            page.navigate(site.http() + "/review/" + check.verdictId());
            openForm(page, look.isChinese() ? "不计入复制比……" : "Leave out of the figures …");
            page.locator(".leave-out input[name=reason]").fill("x");
            page.keyboard().press("Enter");
            assertThat(page.locator("#submission mark.out").first()).isVisible();
            page.locator("#review summary").click();
            chen.assertAccessible("/review/…");
            page.locator(".left-out button").first().click();
            assertThat(page.locator(".left-out li")).hasCount(0);
            page.navigate(site.http() + "/review?review=undecided");
            chen.assertAccessible("/review?review=undecided");
        });
    }
}
