package org.dupcheck.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.dupcheck.store.keys.ApiKeys;
import org.junit.jupiter.api.Test;

final class KeyPagesTest extends PageTest {
    private static final Pattern KEY = Pattern.compile("dck_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

    private int status(String key, String path) {
        return gateway.send(gateway.request(TestGateway.API + path)
                        .header("Authorization", "Bearer " + key)
                        .GET()
                        .build())
                .statusCode();
    }

    private static Matcher shown(HttpResponse<String> page) {
        Matcher found = KEY.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found;
    }

    @Test
    void aKeyIsMadeShownOnceReplacedAndRevoked() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations").body()).contains("/operations/keys");
        operator.get("/operations/keys");
        Map<String, String> form = Map.of("name", "统计 <b>", "role", "operator", "types", "", "days", "30");
        HttpResponse<String> made = operator.post("/operations/keys", form);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
        Matcher key = shown(made);
        assertThat(status(key.group(), "/checks")).isEqualTo(200);
        HttpResponse<String> list = operator.get("/operations/keys");
        assertThat(list.body()).contains("统计 &lt;b&gt;", key.group(1)).doesNotContain(key.group());

        String one = "/operations/keys/" + key.group(1);
        assertThat(operator.get(one).body()).contains("要更换吗", "要吊销吗");
        Matcher next = shown(operator.post(one + "/rotate", Map.of()));
        assertThat(next.group(1)).isNotEqualTo(key.group(1));
        assertThat(status(next.group(), "/checks")).isEqualTo(200);
        assertThat(status(key.group(), "/checks"))
                .as("it counts for a week more")
                .isEqualTo(200);

        String other = "/operations/keys/" + next.group(1);
        assertThat(operator.post(other + "/revoke", Map.of()).statusCode()).isEqualTo(303);
        assertThat(operator.get(other).body()).contains("已吊销").doesNotContain("要吊销吗");
        assertThat(operator.post(other + "/revoke", Map.of()).statusCode()).isEqualTo(404);
        assertThat(operator.post(other + "/rotate", Map.of()).statusCode()).isEqualTo(404);
        ApiKeys.Key row = Store.on(gateway.database)
                .read(tables -> tables.apiKeys().find(next.group(1)))
                .orElseThrow();
        assertThat(row.isValid(Clock.systemUTC().instant())).isFalse();
    }

    @Test
    void whatCannotBeIsToldAndWhatWasTypedStays() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        operator.get("/operations/keys?lang=en");
        for (Map<String, String> wrong : List.of(
                Map.of("name", " ", "role", "operator"),
                Map.of("name", "typed", "types", "t"),
                Map.of("name", "typed", "role", "nothing"),
                Map.of("name", "typed", "role", "operator", "types", "x".repeat(33)),
                Map.of("name", "typed", "role", "operator", "days", "soon"),
                Map.of("name", "typed", "role", "operator", "days", "0"),
                // not one of this person's roles
                Map.of("name", "typed", "role", "module"))) {
            HttpResponse<String> refused = operator.post("/operations/keys", wrong);
            assertThat(refused.statusCode()).as("%s", wrong).isEqualTo(422);
            assertThat(refused.body()).contains("No key was created").doesNotContainPattern(KEY);
            if (!wrong.get("name").isBlank()) {
                assertThat(refused.body()).contains("value=\"typed\"");
            }
        }
        assertThat(PageBrowser.of(gateway, "chen").get("/operations/keys").statusCode())
                .isEqualTo(403);
        assertThat(operator.get("/operations/keys/000000000000").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyHandsOutWhatTheyMayNotDo() {
        KeyService service = new KeyService(Store.on(gateway.database), Clock.systemUTC());
        Caller both = new Caller("a", "a", Grants.parse(List.of("operator", "module:project")));
        assertThat(service.add(both, "n", Grants.parse(List.of("module:project", "operator:x")), null))
                .isNotNull();
        for (String more : List.of("module", "module:promotion", "reviewer:project")) {
            assertThatThrownBy(() -> service.add(both, "n", Grants.parse(List.of(more)), null))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("not yours");
        }
        Caller all = new Caller("b", "b", Grants.of(Role.values()));
        ApiKey reviewer = service.add(all, "n", Grants.of(Role.REVIEWER), 1);
        assertThatThrownBy(() -> service.rotate(both, reviewer.id())).hasMessageContaining("not yours");
        service.revoke(both, reviewer.id());
        Caller ofOneType = new Caller("c", "c", Grants.parse(List.of("operator:project")));
        assertThatThrownBy(() -> service.list(ofOneType)).hasMessageContaining("all types");
        assertThatThrownBy(() -> service.revoke(ofOneType, reviewer.id())).hasMessageContaining("all types");
    }
}
