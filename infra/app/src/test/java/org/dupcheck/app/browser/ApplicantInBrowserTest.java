package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An applicant's whole way, in a real browser. Skips, saying so, where no Chromium or no Node.js is installed. */
class ApplicantInBrowserTest extends BrowserTest {
    /** Milliseconds that a check, its work order and the page's own reload may take on a busy machine. */
    private static final int PATIENCE = 60_000;

    @TempDir
    static Path folder;

    private static Visitor visitor(String locale, int width) {
        return new Visitor(browser, site.http(), "wang", locale, width);
    }

    private static void write(Page page, String title, String first, String second) {
        page.locator("#title").fill(title);
        page.locator("#text0").fill(first);
        page.locator("#text1").fill(second);
        page.locator("#text2").focus();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void awaitText(Locator locator, String text) {
        assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    @Test
    void copiedTextIsShownWhileWritingAndSubmittedOnlyOnceConfirmed() {
        String title = "滑坡监测 " + SampleSite.MARKUP;
        try (Visitor wang = visitor("zh-CN", Visitor.DESKTOP)) {
            Page page = wang.page();
            assertThat(page).hasURL(Pattern.compile("/write\\?id=[0-9a-f]{32}$"));
            write(page, title, site.text(120) + "\n" + site.approved(5) + SampleSite.MARKUP, site.text(300));
            awaitText(page.locator("#chip0"), "1 处重复");
            awaitText(page.locator("#chip1"), "未发现重复");
            // what is typed is not told as if it had been checked
            page.locator("#text1").press("End");
            page.locator("#text1").pressSequentially("再写");
            assertThat(page.locator("#chip1")).containsText("离开此栏时查重");
            assertThat(page.locator("#now1")).isHidden();

            press(page, "比对");
            awaitText(page.locator("#told"), "没有提交");
            assertThat(page.locator("#told mark").first())
                    .containsText(site.approved(5).substring(5, 60));
            assertThat(page.locator("#told")).containsText("已立项 5");
            press(page, "提交");
            awaitText(page.locator("#told"), "尚未提交");
            wang.assertAccessible("told");

            wang.installClock();
            page.getByText("去确认或撤回").click();
            Locator line = page.locator(".line").filter(new Locator.FilterOptions().setHasText("滑坡监测"));
            awaitText(line, "等待确认");
            awaitText(
                    page.locator("#mine-messages .message").filter(new Locator.FilterOptions().setHasText("滑坡监测")),
                    "请您确认");
            wang.assertAccessible("mine");
            // a reason that is being typed outlives the reloads
            line.locator("textarea").fill("延续性项目");
            page.locator("h1").click();
            for (int reload = 0; reload < 2; reload++) {
                page.waitForResponse(response -> response.url().endsWith("/mine/messages"), wang::passRefresh);
            }
            assertThat(line.locator("textarea")).hasValue("延续性项目");
            line.getByText("仍然提交", new Locator.GetByTextOptions().setExact(true))
                    .click();
            awaitText(line, "已确认");
            awaitText(line.locator(".tag"), "已提交");
            wang.assertNoComplaint();
        }
    }

    @Test
    void cleanTextIsSubmittedByItself() {
        try (Visitor wang = visitor("en", Visitor.DESKTOP)) {
            Page page = wang.page();
            write(page, "All my own", site.text(300), site.text(300));
            awaitText(page.locator("#chip0"), "None found");
            press(page, "Submit");
            awaitText(page.locator("#told"), "submitted automatically");
            page.getByText("See my submissions").click();
            Locator line = page.locator(".line").filter(new Locator.FilterOptions().setHasText("All my own"));
            awaitText(line.locator(".tag"), "Submitted");
            // its text is there to be edited
            line.getByText("Edit").click();
            assertThat(page.locator("#text0")).hasValue(Pattern.compile(".{300}"));
            wang.assertNoComplaint();
        }
    }

    @Test
    void aFileThatIsChosenOrDroppedBecomesSections() throws IOException {
        Path word = folder.resolve("申报书.docx");
        WordFile.write(word, "#立项依据", site.text(200), "~藏起来的文字", "#应用前景", site.text(200));
        Files.writeString(folder.resolve("坏.pdf"), "no PDF");
        Path text = Files.writeString(folder.resolve("补充.txt"), site.approved(7));
        try (Visitor wang = visitor("zh-CN", Visitor.DESKTOP)) {
            Page page = wang.page();
            // by keyboard alone one comes to it as to any field
            page.getByLabel("从文件读取正文").focus();
            assertThat(page.locator("#file")).isFocused();
            page.getByLabel("从文件读取正文").setInputFiles(word);
            awaitText(page.locator("#file-told"), "填入空栏 1 个，新增论证项 1 个");
            assertThat(page.locator("#file-told")).containsText("隐藏文字: 6");
            assertThat(page.locator("#title")).hasValue("申报书");
            assertThat(page.locator(".box")).hasCount(2);
            assertThat(page.locator("#text0")).hasValue(Pattern.compile("立项依据\\s.{200}"));
            wang.assertAccessible("/write with a file");

            page.locator("#text0").fill("自己写的");
            String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(text));
            page.evaluate("""
                        bytes => {
                          const carried = new DataTransfer();
                          carried.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], '补充.txt'));
                          for (const kind of ['dragenter', 'dragover', 'drop']) {
                            document.querySelector('#text0').dispatchEvent(
                              new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
                          }
                        }""", bytes);
            awaitText(page.locator("#file-told"), "补充.txt");
            assertThat(page.locator("#text0")).hasValue("自己写的");
            assertThat(page.locator(".box")).hasCount(3);
            assertThat(page.locator(".box textarea").last()).hasValue(site.approved(7));
            // what was read is compared like what is typed
            press(page, "比对");
            awaitText(page.locator("#told"), "已立项 7");
            wang.assertNoComplaint();

            page.getByLabel("从文件读取正文").setInputFiles(folder.resolve("坏.pdf"));
            awaitText(page.locator("#file-told"), "文件已损坏");
            assertThat(page.locator("#text0")).hasValue("自己写的");
            // nothing was changed, so the result still holds
            assertThat(page.locator("#told .changed")).isHidden();
            wang.assertAccessible("/write with a bad file");
            page.locator("#text0").fill("再写");
            assertThat(page.locator("#told .changed")).isVisible();
            wang.assertAccessible("/write changed since");
        }
    }

    @Test
    void bothPagesAreAccessible() {
        inEachLook("wang", (wang, look) -> {
            Page page = wang.page();
            wang.assertAccessible("/write");
            page.locator("button[hx-post='/write/box']").click();
            assertThat(page.locator(".box")).hasCount(5);
            // its name gets the focus a moment later, and would take what is typed until then
            assertThat(page.locator(".box").last().locator("input[id]")).isFocused();
            page.locator("#text0").fill(site.text(40) + site.approved(6));
            page.locator("#text1").focus();
            assertThat(page.locator("#chip0 .tag.bad"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            page.locator("button[formaction='/write/compare']").click();
            assertThat(page.locator("#told .own"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            wang.assertAccessible("/write compared");
            page.navigate(site.http() + "/mine");
            wang.assertAccessible("/mine");
        });
    }
}
