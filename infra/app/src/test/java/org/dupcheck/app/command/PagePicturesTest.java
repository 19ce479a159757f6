package org.dupcheck.app.command;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.app.browser.Browsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of all pages anew, of the demo's texts: {@code mvn -pl infra/app -am test -Dtest=PagePicturesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddupcheck.pictures=FOLDER}.
 */
@EnabledIfSystemProperty(named = "dupcheck.pictures", matches = ".+")
class PagePicturesTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;
    private static final int PHONE = 390;

    private Path pictures;

    @Test
    void allPages() throws Exception {
        pictures = Path.of(System.getProperty("dupcheck.pictures")).toAbsolutePath();
        Files.createDirectories(pictures);
        Terminal terminal = new Terminal();
        ExecutorService playing = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-pictures"));
        Future<Integer> demo = playing.submit(() -> terminal.run("demo", "--keep"));
        try (Playwright playwright = Browsers.playwright();
                Browser browser = Browsers.launch(playwright)) {
            await("the demo")
                    .atMost(Duration.ofMinutes(4))
                    .until(() -> demo.isDone() || terminal.out().contains("database "));
            Matcher address = Pattern.compile("pages +(http://\\S+)/").matcher(terminal.out());
            if (!address.find()) {
                throw new AssertionError(terminal.out() + terminal.err());
            }
            String http = address.group(1);
            take(browser, http, "zh-CN", WIDTH, ColorScheme.LIGHT, "");
            take(browser, http, "en", WIDTH, ColorScheme.LIGHT, ".en");
            take(browser, http, "zh-CN", PHONE, ColorScheme.DARK, ".phone");
        } finally {
            terminal.stop();
            demo.get(1, TimeUnit.MINUTES);
            playing.shutdown();
        }
    }

    private void take(Browser browser, String http, String locale, int width, ColorScheme colours, String suffix) {
        Map<String, String> pages = Map.of("zhao", "/operations", "chen", "/review", "wang", "/mine", "li", "/write");
        pages.forEach((person, path) -> {
            try (BrowserContext context = browser.newContext(new NewContextOptions()
                    .setLocale(locale)
                    .setColorScheme(colours)
                    .setViewportSize(width, HEIGHT))) {
                Page page = context.newPage();
                page.navigate(http + "/login");
                picture(page, "login" + suffix);
                page.locator("button[name=person][value=" + person + "]").click();
                page.navigate(http + path);
                picture(page, path.substring(1) + suffix);
                if (path.equals("/review")) {
                    page.locator("table.desk tbody a").first().click();
                    page.locator(".reader").waitFor();
                    page.locator("details.card summary").first().click();
                    page.keyboard().press("n");
                    assertThat(page.locator("#source mark.now")).isVisible();
                    picture(page, "report" + suffix);
                }
            }
        });
    }

    private void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
    }
}
