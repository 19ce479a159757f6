package org.dupcheck.gateway.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreferencesTest extends PageTest {
    private static final Caller WANG = new Caller("wang", "王", Grants.of(Role.APPLICANT));

    private PageBrowser wang;
    private PreferenceService service;

    @BeforeEach
    void signIn() {
        gateway.rows.update("delete from preference");
        gateway.rows.update("delete from contact");
        wang = PageBrowser.of(gateway, "wang");
        wang.get("/preferences?lang=en");
        service = new PreferenceService(Store.on(gateway.database), Clock.systemUTC());
    }

    @Test
    void whatIsChosenIsSavedAndShownAgainAndIsNobodyElses() {
        HttpResponse<String> saved = wang.post(
                "/preferences",
                Map.of(
                        "email", "wang@example.edu",
                        "zone", "Asia/Shanghai",
                        "locale", "en",
                        "DUPLICATES.SMS", "NEVER",
                        // its default, so that it is no choice
                        "CLEAN.SMS", "NEVER",
                        "CLEAN.EMAIL", "AT_ONCE"));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        assertThat(service.find(WANG).contact()).isEqualTo(new Contact("wang@example.edu", "Asia/Shanghai", "en"));
        assertThat(service.find(WANG).preferences().chosen())
                .containsExactlyInAnyOrder(
                        new Preference(MessageKind.DUPLICATES, "SMS", Way.NEVER),
                        new Preference(MessageKind.CLEAN, "EMAIL", Way.AT_ONCE));
        assertThat(wang.get("/preferences?saved=true").body())
                .contains("wang@example.edu", "Saved.")
                .containsPattern("name=\"DUPLICATES.SMS\"[^/]*value=\"NEVER\" selected");
        PageBrowser li = PageBrowser.of(gateway, "li");
        assertThat(li.get("/preferences").body()).doesNotContain("wang@example.edu");

        Preference byApi = new Preference(MessageKind.CLEAN, "CHAT", Way.AT_ONCE);
        service.replace(WANG, Contact.NONE, List.of(byApi));
        wang.get("/preferences");
        assertThat(wang.post("/preferences", Map.of()).statusCode()).isEqualTo(303);
        assertThat(service.find(WANG).contact()).as("taken back").isEqualTo(Contact.NONE);
        assertThat(service.find(WANG).preferences().chosen())
                .as("of a channel that the page does not show")
                .containsExactly(byApi);
    }

    @Test
    void whatCannotBeIsNamedAndWhatWasTypedStays() {
        for (Map<String, String> wrong : List.of(
                Map.of("email", "a@b, c@d", "zone", "typed"),
                Map.of("email", "typed@example.edu", "zone", "Moon/Base"),
                Map.of("email", "typed@example.edu", "locale", "?"))) {
            HttpResponse<String> refused = wang.post("/preferences", wrong);
            assertThat(refused.statusCode()).as("%s", wrong).isEqualTo(422);
            assertThat(refused.body()).contains("Nothing was saved", "typed");
        }
        assertThat(wang.post("/preferences", Map.of("CLEAN.SMS", "SOMETIMES")).statusCode())
                .isEqualTo(400);
        assertThat(service.find(WANG).contact()).isEqualTo(Contact.NONE);
        assertThat(PageBrowser.of(gateway, "zhao").get("/preferences").statusCode())
                .isEqualTo(403);
    }
}
