package org.dupcheck.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
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
    private static final int HEIGHT = 900;
    private static final long REFRESH_MILLIS = 5_000;

    /**
     * A language and a width. Between them both languages and both widths are looked at; each language at each width showed
     * nothing more and took twice the time. That a page fits is asked at both widths in any case.
     */
    record Look(String locale, int width) {
        static final List<Look> ALL = List.of(new Look("zh-CN", DESKTOP), new Look("en", PHONE));

        boolean isChinese() {
            return locale.startsWith("zh");
        }

        /** For the names of things: without a space. */
        @Override
        public String toString() {
            return locale + "-" + width;
        }
    }

    private final List<String> complaints = new ArrayList<>();
    private final String look;
    private final BrowserContext context;
    private final Page page;
    private boolean stays;

    /** Signs in as that sample person. */
    Visitor(Browser browser, String http, String person, Look look) {
        this(browser, http, person, look.locale(), look.width());
    }

    /** Signs in as that sample person. */
    Visitor(Browser browser, String http, String person, String locale, int width) {
        look = locale + " " + width;
        context = browser.newContext(new NewContextOptions().setLocale(locale).setViewportSize(width, HEIGHT));
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

    /** The pages opened from now on have a clock that {@link #passRefresh} moves; it goes on by itself as well. */
    void installClock() {
        page.clock().install();
    }

    /** As much time passes at once as a page waits before it brings itself up to date. */
    void passRefresh() {
        page.clock().fastForward(REFRESH_MILLIS);
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

    /** The page as it stands now is accessible, has no id twice, and fits a desktop and a phone. */
    void assertAccessible(String where) {
        int width = page.viewportSize().width;
        assertFits(where);
        page.setViewportSize(width == PHONE ? DESKTOP : PHONE, HEIGHT);
        assertFits(where);
        page.setViewportSize(width, HEIGHT);
        // what brings itself up to date finds its place by ids, and axe does not ask for all of them; swagger-ui gives
        // some twice
        assertThat((List<?>) page.evaluate("[...document.querySelectorAll('[id]')]"
                        + ".filter(element => !element.closest('.swagger-ui')).map(element => element.id)"))
                .as(where + " " + look + ": ids")
                .doesNotHaveDuplicates();
        AxeRunOptions violations = new AxeRunOptions();
        // all of these; of what is as it should be one example for each rule, instead of every element of the page
        violations.setResultTypes(List.of("violations"));
        // within the page alone, which has no frames of other origins: a quarter of the time
        assertThat(new AxeBuilder(page)
                        .options(violations)
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations())
                .as(where + " " + look)
                .isEmpty();
    }

    private void assertFits(String where) {
        assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(where + " " + look + " fits its width of " + page.viewportSize().width)
                .isTrue();
    }

    @Override
    public void close() {
        context.close();
    }
}
