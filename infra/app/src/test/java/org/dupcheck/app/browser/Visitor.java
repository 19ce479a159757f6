package org.dupcheck.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** One person at a browser of their own; what the browser complains of is noted. */
final class Visitor implements AutoCloseable {
    static final int DESKTOP = 1280;
    static final int PHONE = 390;

    private final List<String> complaints = new ArrayList<>();
    private final BrowserContext context;
    private final Page page;
    private boolean stays;

    /** Signs in as that sample person. */
    Visitor(Browser browser, String http, String person, String locale, int width) {
        context = browser.newContext(new NewContextOptions().setLocale(locale).setViewportSize(width, 900));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.type() + " " + dialog.message());
            if (stays) {
                dialog.dismiss();
            } else {
                dialog.accept();
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate(http + "/login");
        page.locator("button[name=person][value=" + person + "]").click();
    }

    Page page() {
        return page;
    }

    /** From now on says no where the browser asks whether to leave a page. */
    void stay() {
        stays = true;
    }

    /** How often the browser asked something since complaints were forgotten. */
    long asked() {
        return complaints.stream().filter(one -> one.startsWith("a dialog")).count();
    }

    /** Every refusal counts as a complaint: the browser notes those as well. */
    void assertNoComplaint() {
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    /** What was complained of so far was meant to be. */
    void forgetComplaints() {
        complaints.clear();
    }

    /** The page as it stands now is accessible and fits its width. */
    void assertAccessible(String where) {
        // within the page alone, which has no frames of other origins: a quarter of the time
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as(where)
                .isEmpty();
        assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(where + " fits its width")
                .isTrue();
    }

    @Override
    public void close() {
        context.close();
    }
}
