package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form within a page of a business module, in a real browser, by the lines of the guide. */
class EmbeddedFormInBrowserTest extends BrowserTest {
    private static final int PATIENCE = 60_000;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;

    @BeforeEach
    void showIt() {
        module.show(site.http());
        context = browser.newContext(new NewContextOptions().setLocale("en"));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    private Page open(String address) {
        Page page = context.newPage();
        page.navigate(address);
        return page;
    }

    private static void choose(Page login) {
        login.locator("button[name=person][value=wang]").click();
    }

    private static void awaitText(Locator locator, String text) {
        assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    @Test
    void aPageOfANamedHostShowsTheFormAndIsToldHowHighItIsAndWhatWasSubmitted() {
        Page host = open(module.origins().get(0));
        FrameLocator form = host.frameLocator("#dupcheck");
        awaitText(form.locator("h1"), "Sign in to write here");
        assertThat(new AxeBuilder(host).analyze().getViolations()).isEmpty();
        Page login = context.waitForPage(
                () -> form.getByText("Sign in in a new window").click());
        choose(login);
        assertThat(login.locator("main")).containsText("You can close this window");
        login.close();
        form.getByText("Continue", new FrameLocator.GetByTextOptions().setExact(true))
                .click();

        form.locator("#title").fill("Within the frame");
        form.locator("#text0").fill(site.text(120) + site.approved(9));
        form.locator("#text1").focus();
        awaitText(form.locator("#chip0"), "1 passage");
        assertThat(host.locator("#documentId")).hasValue("");
        form.locator("button.primary").click();
        awaitText(form.locator("#told"), "not submitted yet");
        assertThat(form.locator("#told mark").first())
                .containsText(site.approved(9).substring(5, 60));
        assertThat(host.locator("#documentId")).hasValue(Pattern.compile("[0-9a-f]{32}"));
        // as high as what is in it, also after it has grown: nothing is cut off, and nothing scrolls
        host.waitForFunction("document.getElementById('dupcheck').height > 1200");
        assertThat((Boolean) form.locator("body")
                        .evaluate("body => body.ownerDocument.documentElement.scrollHeight <= body.offsetHeight + 1"))
                .isTrue();
        assertThat(new AxeBuilder(host).analyze().getViolations()).isEmpty();

        Page mine = context.waitForPage(
                () -> form.locator("a", new FrameLocator.LocatorOptions().setHasText("Confirm or withdraw"))
                        .click());
        awaitText(mine.locator("main"), "Within the frame");
        assertThat(errors).isEmpty();
    }

    @Test
    void withoutAScriptTheFormIsSentAndAnsweredInTheFrame() {
        context.close();
        context = browser.newContext(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
        choose(open(site.http() + "/login"));
        Page host = open(module.origins().get(0));
        FrameLocator form = host.frameLocator("#dupcheck");
        form.locator("#text0").fill(site.text(200));
        form.locator("button[formaction='/write/embed/compare']").click();
        assertThat(form.locator("#told .note:not(.changed)")).isVisible();
        assertThat(form.locator("#text0")).hasValue(Pattern.compile(".{200}"));
    }

    @Test
    void aHostThatIsNotNamedShowsNothing() {
        choose(open(site.http() + "/login"));
        try (ModuleSite another = new ModuleSite()) {
            another.show(site.http());
            Page host = open(another.origins().get(0));
            host.waitForCondition(() -> errors.stream().anyMatch(error -> error.contains("frame-ancestors")));
            assertThat(host.frameLocator("#dupcheck").locator("#write")).hasCount(0);
        }
    }

    /** Its cookie is not sent there: whoever is signed in is told what to do. */
    @Test
    void withinAnotherSiteOneIsLedToAWindowOfItsOwn() {
        choose(open(site.http() + "/login"));
        Page host = open(module.origins().get(1));
        FrameLocator form = host.frameLocator("#dupcheck");
        awaitText(form.locator("h1"), "Sign in to write here");
        Page alone = context.waitForPage(
                () -> form.getByText("Write in a separate window").click());
        assertThat(alone.locator("#text0")).isVisible();
    }
}
