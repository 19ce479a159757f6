package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.ResultState;
import org.dupcheck.store.webhooks.DocumentNews;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.dupcheck.store.webhooks.WebhookEndpoints;
import org.junit.jupiter.api.Test;

class WebhookEndpointsTest extends StoreTest {
    @Test
    void twoSecretsSignUntilTheOldOneHasRunOut() {
        add("e1");
        assertThat(find("e1").secrets()).containsExactly("whsec_1");
        store.run(tables -> tables.webhookEndpoints().rotate("e1", "whsec_2", now().plusSeconds(60)));
        assertThat(find("e1").secrets()).containsExactly("whsec_2", "whsec_1");
        assertThat(find("e1").toString()).doesNotContain("whsec");
        clock.advance(Duration.ofSeconds(60));
        assertThat(find("e1").secrets()).containsExactly("whsec_2");
    }

    @Test
    void onlyThoseInUseHearAndTheFirstReasonStays() {
        add("e1");
        add("e2");
        store.run(tables -> tables.webhookEndpoints().disable("e1", "gone", now()));
        store.run(tables -> tables.webhookEndpoints().disable("e1", "later", now()));
        assertThat(all(tables -> tables.webhookEndpoints().hearing(key.businessType(), now())))
                .extracting(WebhookEndpoint::endpointId)
                .containsExactly("e2");
        assertThat(all(tables -> tables.webhookEndpoints().hearing("other", now())))
                .isEmpty();
        assertThat(find("e1").disabledReason()).isEqualTo("gone");
        assertThat(all(tables -> tables.webhookEndpoints().list(null, 10, now())))
                .hasSize(2);
        assertThat(all(tables -> tables.webhookEndpoints().list("other", 10, now())))
                .isEmpty();
        store.run(tables -> tables.webhookEndpoints().delete("e1"));
        assertThat(found(tables -> tables.webhookEndpoints().find("e1", now()))).isEmpty();
    }

    @Test
    void aTypeHasSoManyAtMost() {
        for (int i = 0; i < WebhookEndpoints.MAX_OF_TYPE; i++) {
            assertThat(add("e" + i)).isTrue();
        }
        assertThat(add("one more")).isFalse();
    }

    @Test
    void howADocumentStandsIsReadAsItIs() {
        assertThat(found(tables -> tables.documentNews().of(key))).isEmpty();
        duplicates(3);
        DocumentNews news = found(tables -> tables.documentNews().of(key)).orElseThrow();
        assertThat(news.order()).isNull();
        assertThat(news.finished()).isNotNull();
        assertThat(news.finished().verdictId()).isEqualTo(verdictId(3));
        assertThat(news.finished().resultState()).isEqualTo(ResultState.DUPLICATES);
        sql("update check_task set state = 4, result_state = null, verdict_id = null");
        sql(
                "insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at)"
                        + " values (?, ?, 'WO', 3, 'v', 'WITHDRAWN', ?)",
                key.businessType(),
                key.businessId(),
                now());
        assertThat(found(tables -> tables.documentNews().of(key)))
                .hasValue(new DocumentNews(key, null, new DocumentNews.Order("WO", "WITHDRAWN", 3, "v", now())));
    }

    private boolean add(String id) {
        return holds(tables -> tables.webhookEndpoints()
                .add(new WebhookEndpoint(
                        id,
                        key.businessType(),
                        "https://example.org/hook",
                        List.of("verdict.finished"),
                        List.of("whsec_1"),
                        now(),
                        "user-1",
                        null,
                        null)));
    }

    private WebhookEndpoint find(String id) {
        return found(tables -> tables.webhookEndpoints().find(id, now())).orElseThrow();
    }
}
