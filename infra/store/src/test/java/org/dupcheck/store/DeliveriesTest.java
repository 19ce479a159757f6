package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.deliveries.VoidReason;
import org.dupcheck.store.deliveries.WebhookDelivery;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Way;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

/** Which messages are written, and which of them are still to go. */
class DeliveriesTest extends DeliveryTablesTest {
    private static final WebhookDelivery.Filter ALL = new WebhookDelivery.Filter(null, null, null);

    @Test
    void aMessageIsWrittenOnceForItsContentAndKindAndIsDueAtOnce() {
        awaited(1);
        assertThat(add(1, "hash", "DUPLICATES")).isTrue();
        assertThat(add(2, "hash", "DUPLICATES")).as("the same text again").isFalse();
        assertThat(add(2, "hash", "REMINDER")).as("another message").isTrue();
        assertThat(add(3, "other", "DUPLICATES")).as("another text").isTrue();
        assertThat(column("select revision || ' ' || kind from delivery order by 1"))
                .as("it follows the newest revision of its text")
                .containsExactly("2 DUPLICATES", "2 REMINDER", "3 DUPLICATES");
        assertThat(overdue(DueKind.DELIVERY_SMS)).isEqualTo(3);
        Due due = claimed();
        OpenDelivery first =
                found(tables -> tables.openDeliveries().lock(due.subject())).orElseThrow();
        assertThat(first.recipient()).isEqualTo("13812345678");
        assertThat(first.body()).isEqualTo("text");
        assertThat(first.attempts()).isZero();
        assertThat(first.state()).isEqualTo(DeliveryState.INTENT);
        assertThat(first.stillTrue()).isTrue();
        assertThat(first.toString()).doesNotContain("138", "text");
    }

    @Test
    void whatWasVoidedBeforeItWentOutGoesAfterAllAndWhatWentOutDoesNot() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        store.run(tables -> tables.deliveries().voidPending(key, 1, now()));
        assertThat(rows()).isEqualTo("VOIDED 0 -");
        assertThat(add(1, "hash", "DUPLICATES"))
                .as("sent again with the same revision")
                .isTrue();
        assertThat(rows()).isEqualTo("INTENT 0 13812345678");
        for (DeliveryState end : List.of(DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN)) {
            sql("update delivery set state = ?", end.name());
            store.run(tables -> tables.deliveries().voidPending(key, 1, now()));
            assertThat(add(1, "hash", "DUPLICATES")).isFalse();
        }
    }

    @Test
    void whetherItIsStillTrueIsSaidByOrderAndContent() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        assertThat(open().stillTrue()).isTrue();
        sql("update check_task set hash = 'edited'");
        assertThat(open().stillTrue()).as("another text").isFalse();
        sql("update check_task set hash = 'hash', state = 1, result_state = null, verdict_id = null");
        assertThat(open().stillTrue()).as("checked again").isFalse();
        awaited(1);
        assertThat(open().stillTrue()).isTrue();
        sql("update work_order set state = 'SUBMITTED'");
        assertThat(open().stillTrue()).as("decided").isFalse();
        sql("update delivery set while_state = null, kind = 'CONFIRMED'");
        assertThat(open().stillTrue()).as("a fact").isTrue();
        store.run(tables -> tables.deliveries().voidPending(key, 1, now()));
        assertThat(rows()).isEqualTo("INTENT 0 13812345678");
    }

    @Test
    void whatRepeatsAMessageOfTheSiteIsTrueAndWantedAsThatOneSays() {
        awaited(1);
        long message = in(tables -> tables.siteMessages()
                .write(new NewMessage(key, 1, null, "li", MessageKind.DUPLICATES, "title", "body"), now()));
        add(1, "hash", "DUPLICATES");
        sql("update delivery set message_id = ?, unless_read = true", message);
        assertThat(open().isWanted()).isTrue();
        sql("update site_message set read_at = now()");
        assertThat(open().stillTrue()).isTrue();
        assertThat(open().isWanted()).isFalse();
        prefers(Way.AT_ONCE);
        assertThat(open().isWanted()).as("read or not").isTrue();
        prefers(Way.NEVER);
        assertThat(open().isWanted()).isFalse();
        sql("delete from preference");
        sql("update site_message set read_at = null");
        assertThat(open().isWanted()).as("the default again").isTrue();
        sql("update site_message set voided_at = now()");
        assertThat(open().stillTrue()).isFalse();
        store.run(tables -> tables.deliveries().setVoided(open(), VoidReason.UNTRUE, now()));
        assertThat(column("select state || void_reason from delivery")).containsExactly("VOIDEDUNTRUE");
        assertThat(column("select subject from due where kind = 'DELIVERY_SMS'"))
                .isEmpty();
        assertThat(add(1, "hash", "DUPLICATES")).isTrue();
        assertThat(column("select coalesce(void_reason, '-') from delivery")).containsExactly("-");
    }

    /** Else the first of three would go, though the third has gone in the place of the second. */
    @Test
    void whatHasGivenWayCountsAsGone() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        assertThat(open().hasGone()).isFalse();
        store.run(tables -> tables.deliveries().setVoided(open(), VoidReason.UNTRUE, now()));
        assertThat(open().hasGone()).isFalse();
        store.run(tables -> tables.deliveries().setVoided(open(), VoidReason.MERGED, now()));
        assertThat(open().hasGone()).isTrue();
        assertThat(add(1, "hash", "DUPLICATES")).isTrue();
        assertThat(open().hasGone()).as("told anew").isFalse();
    }

    private static void prefers(Way way) {
        Preference chosen = new Preference(MessageKind.DUPLICATES, "SMS", way);
        assertThat(holds(tables -> tables.preferences().put("li", List.of(chosen), Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void aFactIsTrueUntilAnotherTextIsSentOrItIsWithdrawn() {
        awaited(1);
        add(1, "hash", "CONFIRMED");
        sql("update delivery set while_state = null");
        assertThat(open().stillTrue()).isTrue();
        sql("update check_task set revision = 2, state = 1, result_state = null, verdict_id = null");
        assertThat(open().stillTrue()).as("the same text again").isTrue();
        sql("update check_task set hash = 'edited'");
        assertThat(open().stillTrue()).as("another text").isFalse();
        sql("update check_task set state = 5, hash = null");
        assertThat(open().stillTrue()).as("withdrawn").isFalse();
        sql("update delivery set kind = 'CANCEL_REJECTED'");
        assertThat(open().stillTrue()).as("the module keeps it").isTrue();
    }

    @Test
    void newerOnesToTheSameAddressAreFoundNewestFirst() {
        awaited(1);
        for (String kind : List.of("DUPLICATES", "A", "B", "C", "D")) {
            add(1, "hash", kind);
        }
        sql("update delivery set told_at = '2026-03-01T08:00:00Z'");
        sql("update delivery set told_at = told_at + interval '10 s' where kind in ('A', 'D')");
        sql("update delivery set told_at = told_at + interval '20 s', recipient = null where kind = 'B'");
        sql("update delivery set told_at = told_at + interval '21 s' where kind = 'C'");
        sql("update delivery set recipient = '1' where kind = 'D'");
        OpenDelivery first = found(tables -> tables.openDeliveries()
                        .lock(column("select delivery_id from delivery where kind = 'DUPLICATES'")
                                .get(0)))
                .orElseThrow();
        List<String> newer = all(tables -> tables.openDeliveries().newerWithin(first, Duration.ofSeconds(20)));
        assertThat(newer)
                .isEqualTo(column("select delivery_id from delivery where kind in ('A', 'B') order by told_at desc"));
    }

    /** The number of a delivery of unknown outcome, and of one that nobody ever sends, stands nowhere else. */
    @Test
    void whatIsDueGoesWithItsNumberWhateverItsStateAndWhatIsNotStays() {
        for (int revision = 1; revision <= 5; revision++) {
            clock.set(daysAgo(10 - revision));
            add(revision, "hash " + revision, "DUPLICATES");
            clock.set(Instant.parse("2026-03-01T08:00:00Z"));
        }
        state(1, DeliveryState.UNKNOWN);
        state(2, DeliveryState.SENDING);
        assertThat(purge(8, 100)).isEqualTo(1);
        assertThat(purge(5, 100)).as("what is being sent is left alone").isEqualTo(2);
        assertThat(column("select revision::text from delivery order by revision"))
                .containsExactly("2", "5");
        state(2, DeliveryState.UNKNOWN);
        assertThat(purge(4, 1)).isEqualTo(1);
        assertThat(purge(4, 1)).isEqualTo(1);
        assertThat(purge(4, 1)).isZero();
    }

    @Test
    void deliveriesToWebhooksAreListedNewestFirstAndAreSentAnew() {
        for (String endpoint : List.of("a", "b", "c")) {
            clock.advance(Duration.ofSeconds(1));
            store.run(tables -> tables.deliveries().add(toWebhook(endpoint), now()));
        }
        awaited(1);
        add(1, "hash", "DUPLICATES");
        List<WebhookDelivery> all = webhooks(ALL, new WebhookDelivery.After(now().plusSeconds(1), ""));
        assertThat(all).extracting(WebhookDelivery::endpointId).containsExactly("c", "b", "a");
        WebhookDelivery first = all.get(0);
        assertThat(webhooks(ALL, new WebhookDelivery.After(first.createdAt(), first.deliveryId())))
                .extracting(WebhookDelivery::endpointId)
                .containsExactly("b", "a");
        String id = first.deliveryId();
        sql("delete from due");
        sql("update delivery set state = 'SENDING', attempts = 3 where delivery_id = ?", id);
        assertThat(resend(id)).as("somebody is at it").isFalse();
        sql("update delivery set state = 'FAILED', error = 'x' where delivery_id = ?", id);
        assertThat(webhooks(new WebhookDelivery.Filter(key.businessType(), DeliveryState.FAILED, "c"), beginning()))
                .hasSize(1);
        assertThat(webhooks(new WebhookDelivery.Filter("another", null, null), beginning()))
                .isEmpty();
        assertThat(resend(id)).isTrue();
        assertThat(overdue(DueKind.DELIVERY_WEBHOOK)).isEqualTo(1);
        assertThat(webhooks(new WebhookDelivery.Filter(null, DeliveryState.INTENT, "c"), beginning()))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.attempts()).isZero());
        assertThat(found(tables -> tables.deliveryViews().find(id)).orElseThrow())
                .satisfies(found -> {
                    assertThat(found.key()).isEqualTo(key);
                    assertThat(found.endpointId()).isEqualTo("c");
                    assertThat(found.hasAddress())
                            .as("nobody has registered it")
                            .isFalse();
                });
        String sms =
                column("select delivery_id from delivery where channel = 'SMS'").get(0);
        assertThat(resend(sms)).as("a person is never told twice").isFalse();
        assertThat(found(tables -> tables.deliveryViews().find(sms))
                        .orElseThrow()
                        .endpointId())
                .isNull();
        store.run(tables -> tables.deliveries().voidOfEndpoint("c", "gone", now()));
        assertThat(column("select error from delivery where endpoint_id = 'c' and state = 'VOIDED'"))
                .containsExactly("gone");
    }

    private WebhookDelivery.After beginning() {
        return new WebhookDelivery.After(now().plusSeconds(1), "");
    }

    private List<WebhookDelivery> webhooks(WebhookDelivery.Filter filter, WebhookDelivery.After after) {
        return all(tables -> tables.deliveries().toWebhooks(filter, after, 10));
    }

    private boolean resend(String id) {
        return holds(tables -> tables.deliveries().resendToWebhook("WEBHOOK", id, now()));
    }

    private NewDelivery toWebhook(String endpoint) {
        return new NewDelivery("WEBHOOK", key, 1, endpoint + " event", "event", null, null, endpoint, null, "{}");
    }

    private void asked(long message, String phone) {
        NewDelivery.Truth truth = new NewDelivery.Truth("hash", WorkOrderState.AWAITING_CONFIRMATION);
        store.run(tables -> tables.deliveries()
                .add(
                        new NewDelivery(
                                "SMS",
                                key,
                                1,
                                NewDelivery.occasion("hash", "DUPLICATES", ""),
                                "DUPLICATES",
                                truth,
                                phone,
                                null,
                                "",
                                "text " + message,
                                new NewDelivery.Timing(message, true, Duration.ofMinutes(10))),
                        now()));
    }

    @Test
    void whatWaitsGoesToTheNumberThatWasNamedLast() {
        asked(1, "13812345678");
        asked(2, "13900000000");
        assertThat(column("select recipient || ' ' || body || ' ' || message_id || ' ' || state from delivery"))
                .containsExactly("13900000000 text 2 2 INTENT");
        sql("update delivery set state = 'UNKNOWN'");
        asked(3, "13700000000");
        assertThat(column("select recipient || ' ' || body from delivery"))
                .as("it may have gone to that number")
                .containsExactly("13900000000 text 3");
    }

    private int purge(int days, int limit) {
        return in(tables -> tables.deliveries().purge(daysAgo(days), limit));
    }
}
