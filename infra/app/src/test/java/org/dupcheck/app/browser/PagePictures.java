package org.dupcheck.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures of every page, of the demo's texts: both languages, wide and narrow, light and dark. */
public final class PagePictures {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;
    private static final int TALL = 1_500;
    private static final int PHONE = 390;
    private static final List<Look> LOOKS = List.of(
            new Look("", "zh-CN", WIDTH, ColorScheme.LIGHT),
            new Look(".dark", "en", WIDTH, ColorScheme.DARK),
            new Look(".phone", "en", PHONE, ColorScheme.LIGHT),
            new Look(".phone-dark", "zh-CN", PHONE, ColorScheme.DARK));
    /** Their columns scroll by themselves, or they have no end. */
    private static final Set<String> AS_FIRST_SEEN = Set.of("/review", "/review/{verdictId}", "/api");

    /** Within this page's window alone. */
    private static final String FIRST_LINK = "main tbody tr >> a";

    private final Map<String, Consumer<Page>> ofWang = new LinkedHashMap<>();
    private final Map<String, Consumer<Page>> ofZhao = new LinkedHashMap<>();
    private final String http;
    private final Path folder;

    /** @param name at the end of a file's */
    private record Look(String name, String locale, int width, ColorScheme colours) {}

    /** @param folder where the pictures go, {@code PAGE.LOOK.png} */
    public PagePictures(String http, Path folder) {
        this.http = http;
        this.folder = folder;
        people();
        applicants();
        reviewers();
        operators();
        policies();
    }

    private void people() {
        ofWang.put("/login", page -> open(page, "/login"));
        ofWang.put("/login/done", page -> open(page, "/login/done"));
        ofZhao.put("/api", page -> {
            open(page, "/api");
            page.locator(".opblock").first().waitFor();
        });
    }

    private void applicants() {
        ofWang.put("/write", page -> {
            open(page, "/mine");
            Locator edit = page.locator("a[href^='/write?type']");
            page.navigate(http + edit.last().getAttribute("href"));
            page.locator("button[formaction='/write/compare']").click();
            page.locator("#told .own").waitFor();
        });
        ofWang.put("/write/embed", page -> open(page, "/write/embed"));
        ofWang.put("/mine", page -> open(page, "/mine"));
        ofWang.put("/mine/{verdictId}", page -> {
            open(page, "/mine");
            page.locator("#mine-messages a[href^='/mine/']").last().click();
        });
        ofWang.put("/preferences", page -> open(page, "/preferences"));
    }

    private void reviewers() {
        ofZhao.put("/review", page -> open(page, "/review"));
        ofZhao.put("/review/{verdictId}", page -> {
            open(page, "/review");
            page.locator("table.desk tbody a").first().click();
            page.locator(".reader").waitFor();
            // all of the overview, and both texts below it
            page.setViewportSize(page.viewportSize().width, TALL);
            page.keyboard().press("n");
            assertThat(page.locator("#source mark.now")).isVisible();
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})");
        });
        ofZhao.put("/audit", page -> open(page, "/audit"));
    }

    private void operators() {
        ofZhao.put("/operations", page -> open(page, "/operations"));
        ofZhao.put("/operations/nodes", page -> open(page, "/operations/nodes"));
        ofZhao.put("/operations/nodes/{nodeId}", page -> {
            open(page, "/operations/nodes");
            page.locator(FIRST_LINK).first().click();
        });
        ofZhao.put("/operations/checks", page -> open(page, "/operations/checks"));
        ofZhao.put("/operations/checks/{type}/{id}", page -> {
            String checks = page.request().get(http + "/api/v1/checks?limit=1").text();
            open(page, "/operations/checks/" + found(checks, "businessType") + "/" + found(checks, "businessId"));
        });
        for (String list : List.of("commands", "deliveries", "dead-letters")) {
            String path = "/operations/" + list;
            ofZhao.put(path, page -> open(page, path));
            String one = list.equals("commands")
                    ? "/{commandId}"
                    : list.equals("deliveries") ? "/{deliveryId}" : "/{topic}/{partition}/{offset}";
            ofZhao.put(path + one, page -> {
                open(page, path);
                page.locator(FIRST_LINK).first().click();
            });
        }
        ofZhao.put("/operations/keys", page -> {
            open(page, "/operations/keys");
            page.locator("#name").fill("statistics");
            page.locator("input[value=reviewer]").check();
            page.locator("main form button").click();
            page.locator(".note.good code").waitFor();
        });
        ofZhao.put("/operations/keys/{id}", page -> {
            open(page, "/operations/keys");
            page.locator(FIRST_LINK).first().click();
        });
        ofZhao.put("/operations/webhooks", page -> {
            open(page, "/operations/webhooks");
            page.locator("#type").fill("project");
            page.locator("#url").fill("https://projects.example.edu/dupcheck");
            page.locator("input[value='work-order.submitted']").check();
            page.locator("main form button").click();
            page.locator(".note.good code").waitFor();
        });
        ofZhao.put("/operations/webhooks/{webhookId}", page -> {
            open(page, "/operations/webhooks");
            page.locator(FIRST_LINK).first().click();
            page.locator("form[action$=test] button").click();
        });
    }

    private void policies() {
        String one = "/operations/policies/project";
        ofZhao.put("/operations/policies/{type}", page -> {
            open(page, one);
            page.locator("[id='daysOpenOnceSubmitted']").fill("60");
            page.locator("button[value=save]").click();
            page.locator("#versions ~ ul li").first().waitFor();
        });
        ofZhao.put("/operations/policies", page -> open(page, "/operations/policies"));
        ofZhao.put("/operations/policies/{type}/versions/{version}", page -> {
            open(page, one);
            page.locator("#versions ~ ul a").first().click();
        });
        ofZhao.put("/operations/policies/{type}/previews/{previewId}", page -> {
            String preview = page.request()
                    .post(
                            http + "/api/v1/policies/project/preview?waitMs=5000",
                            RequestOptions.create()
                                    .setHeader("Content-Type", "application/json")
                                    .setData("{}"))
                    .text();
            open(page, one + "/previews/" + found(preview, "previewId"));
        });
    }

    /** A field of JSON. */
    private static String found(String json, String field) {
        Matcher value =
                Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!value.find()) {
            throw new AssertionError("no " + field + " in " + json);
        }
        return value.group(1);
    }

    private void open(Page page, String path) {
        page.navigate(http + path);
    }

    /** The pages that there are pictures of, as the routes name them. */
    public List<String> pages() {
        List<String> pages = new ArrayList<>(ofWang.keySet());
        pages.addAll(ofZhao.keySet());
        return pages;
    }

    /** Makes them all. */
    public void take(Browser browser) {
        for (Look look : LOOKS) {
            take(browser, look, "wang", ofWang);
            take(browser, look, "zhao", ofZhao);
        }
    }

    private void take(Browser browser, Look look, String person, Map<String, Consumer<Page>> ways) {
        try (BrowserContext context = browser.newContext(new NewContextOptions()
                .setLocale(look.locale())
                .setColorScheme(look.colours())
                .setViewportSize(look.width(), HEIGHT))) {
            Page page = context.newPage();
            open(page, "/login");
            page.locator("button[name=person][value=" + person + "]").click();
            ways.forEach((path, way) -> {
                page.setViewportSize(look.width(), HEIGHT);
                way.accept(page);
                String name = path.substring(1).replaceAll("[{}]", "").replace('/', '-') + look.name();
                page.screenshot(new ScreenshotOptions()
                        .setPath(folder.resolve(name + ".png"))
                        .setFullPage(!AS_FIRST_SEEN.contains(path)));
            });
        }
    }
}
