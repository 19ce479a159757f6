package org.dupcheck.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dupcheck.app.browser.Visitor.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A node with samples, a business module's site and a real browser, for the tests of one class. Skips, saying so, where no Chromium or no Node.js is installed. */
abstract class BrowserTest {
    @TempDir
    static Path folder;

    static ModuleSite module;
    static SampleSite site;
    static Browser browser;

    private static Playwright playwright;

    @BeforeAll
    static void openBrowser(TestInfo test) {
        boolean installed = Browsers.chromium().isPresent() && Browsers.node().isPresent();
        if (!installed) {
            System.out.println(test.getDisplayName() + ": SKIPPED, no chromium or no node is on the PATH");
        }
        assumeTrue(installed, "no chromium or no node is on the PATH");
        module = new ModuleSite();
        site = new SampleSite(folder, Map.of("dupcheck.pages.frame-ancestors", String.join(",", module.origins())));
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright);
    }

    /** That person's way in each look; what the browser complains of fails it. */
    static void inEachLook(String person, BiConsumer<Visitor, Look> way) {
        for (Look look : Look.ALL) {
            try (Visitor visitor = new Visitor(browser, site.http(), person, look)) {
                way.accept(visitor, look);
                visitor.assertNoComplaint();
            }
        }
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
            playwright.close();
            browser = null;
        }
        if (site != null) {
            site.close();
            site = null;
        }
        if (module != null) {
            module.close();
            module = null;
        }
    }
}
