package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.app.browser.Browsers;
import org.dupcheck.app.browser.PagePictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of all pages anew, of the demo's texts: {@code mvn -pl infra/app -am test -Dtest=PagePicturesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddupcheck.pictures=FOLDER}.
 */
class PagePicturesTest {
    /** A test of the gateway holds it against the routes. */
    private static final Path PAGES = Path.of("../../producer-api/gateway/src/test/resources/pages.txt");

    @Test
    void noPageIsWithoutAPicture() throws IOException {
        assertThat(new PagePictures("", Path.of("")).pages())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(PAGES));
    }

    @Test
    @EnabledIfSystemProperty(named = "dupcheck.pictures", matches = ".+")
    void allPages() throws Exception {
        Path pictures = Path.of(System.getProperty("dupcheck.pictures")).toAbsolutePath();
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
            new PagePictures(address.group(1), pictures).take(browser);
        } finally {
            terminal.stop();
            demo.get(1, TimeUnit.MINUTES);
            playing.shutdown();
        }
    }
}
