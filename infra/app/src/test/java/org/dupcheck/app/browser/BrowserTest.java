package org.dupcheck.app.browser;

import com.microsoft.playwright.Browser;
import java.util.function.BiConsumer;
import org.dupcheck.app.browser.Visitor.Look;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on the site that all such tests of the JVM share. What other classes have submitted is there as well: a test looks for
 * ids and titles of its own, and for how figures change.
 */
@ExtendWith(SharedSite.class)
abstract class BrowserTest {
    static Browser browser;
    static ModuleSite module;
    static SampleSite site;

    @BeforeAll
    static void comeTo(Browser sharedBrowser, ModuleSite sharedModule, SampleSite sharedSite) {
        browser = sharedBrowser;
        module = sharedModule;
        site = sharedSite;
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
}
