package org.dupcheck.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A node with samples and a real browser, for the tests of one class. Skips, saying so, where no Chromium or no Node.js is installed. */
abstract class BrowserTest {
    @TempDir
    static Path folder;

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
        site = new SampleSite(folder);
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright);
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
    }
}
