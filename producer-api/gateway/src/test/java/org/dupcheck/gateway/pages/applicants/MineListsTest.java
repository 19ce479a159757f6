package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.Test;

/** An applicant's lists do not end where the first page does. */
final class MineListsTest extends PageTest {
    private static final String[] PART = {"HX-Request", "true"};

    @Test
    void theListsGoOnPageByPageAndWhatWaitsComesFirst() {
        PageBrowser many = PageBrowser.of(gateway, "li");
        for (int i = 0; i < 51; i++) {
            BusinessKey key = new BusinessKey("project", "many-" + i);
            Verdict verdict = gateway.rows.finish(key, 1, ResultState.DUPLICATES, Instant.now());
            gateway.rows.submission(key, 1, "t", List.of(new Section("a", "b")));
            gateway.rows.notifier.workOrder(
                    key, 1, "W-" + key, verdict.verdictId(), List.of(i == 0 ? "AWAITING_CONFIRMATION" : "SUBMITTED"));
        }
        gateway.rows.update("update submission set user_id = 'li' where business_id like 'many-%'");
        gateway.rows.update(
                "update check_task set create_time = now() - interval '1 day' where business_id = 'many-0'");
        for (int i = 0; i < 21; i++) {
            gateway.rows.notifier.message(new BusinessKey("project", "many-" + i), 1, "li", "CLEAN", null);
        }
        String first = many.get("/mine?lang=en").body();
        assertThat(lines(first)).hasSize(50).startsWith("many-0");
        assertThat(first).doesNotContain("First page");
        List<String> next = links(first, "next");
        assertThat(next).hasSize(2);
        // the lists go on by themselves
        String second = many.get(next.get(0)).body();
        assertThat(lines(second)).hasSize(1).doesNotContainAnyElementsOf(lines(first));
        assertThat(second)
                .contains("First page", "hx-get=\"/mine/checks?after=")
                .contains("many-");
        assertThat(links(second, "next")).hasSize(1);
        String both = many.get(links(second, "next").get(0)).body();
        assertThat(lines(both)).isEqualTo(lines(second));
        assertThat(messages(both)).hasSize(1);
        assertThat(messages(first)).hasSize(20);
        // a message that is read on the second page leaves one there
        Matcher read = Pattern.compile("hx-post=\"(/mine/messages/\\d+/read\\?[^\"]*)\"")
                .matcher(both);
        assertThat(read.find()).isTrue();
        many.get("/mine");
        assertThat(messages(many.post(read.group(1).replace("&amp;", "&"), Map.of(), PART)
                        .body()))
                .hasSize(1);
        assertThat(many.get("/mine?after=x").statusCode()).isEqualTo(400);
    }

    private static List<String> lines(String page) {
        return found(page, "<small>project:([^<]*)</small>");
    }

    private static List<String> messages(String page) {
        return found(page, "<article class=\"card message[^>]*aria-labelledby=\"(m\\d+)\"");
    }

    private static List<String> links(String page, String rel) {
        return found(page, "href=\"([^\"]*)\" rel=\"" + rel + "\"").stream()
                .map(link -> link.replace("&amp;", "&"))
                .toList();
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
