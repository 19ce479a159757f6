package org.dupcheck.notifier.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WebhookEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.notifier.outgoing.FakeReceiver;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.store.Store;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of a webhook: from what happens to a document to a server on this machine. */
class WebhookTest extends TablesTest {
    private static final String SECRET = secret(1);
    private static final String NEWER = secret(2);
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeReceiver receiver = new FakeReceiver();
    private final Store store = Store.on(tables.database());
    private final Fixture notifier = fixture(Duration.ofSeconds(20));

    @BeforeEach
    void today() {
        // whoever checks a signature refuses old ones, by his own clock
        notifier.clock.set(Clock.systemUTC().instant());
    }

    @AfterEach
    void close() {
        notifier.channels().close();
        receiver.close();
    }

    @Test
    void whatHappensToADocumentIsToldOnceAndSigned() throws Exception {
        register("e1", List.of());
        VerdictEvent verdict = tables.checks.duplicates(key, 1);
        notifier.handle(verdict);
        notifier.handle(verdict);
        notifier.sendSms();
        notifier.handle(StoredRows.decision(key, 1, Decision.CONFIRM));
        notifier.handle(verdict);
        notifier.sendSms();
        assertThat(types())
                .containsExactlyInAnyOrder(
                        "verdict.finished", "work-order.awaiting-confirmation", "work-order.submitted");
        for (FakeReceiver.Request request : receiver.requests()) {
            new Webhook(SECRET).verify(request.body(), headers(request));
            assertThatThrownBy(() -> new Webhook(NEWER).verify(request.body(), headers(request)));
            assertThatThrownBy(() -> new Webhook(SECRET).verify(request.body() + " ", headers(request)));
            assertThat(request.body()).doesNotContain("13812345678", "user-1");
        }
        assertThat(ids()).doesNotHaveDuplicates();
        WebhookEvent.Data told = event("verdict.finished").data();
        assertThat(told.businessId()).isEqualTo(key.businessId());
        assertThat(told.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(told.containment()).isEqualTo(0.375);
        assertThat(told.links()).containsEntry("verdict", "/api/v1/verdicts/" + StoredRows.verdictId(key, 1));
        WebhookEvent.Data submitted = event("work-order.submitted").data();
        assertThat(submitted.workOrderId()).isEqualTo(StoredRows.workOrderId(key));
        assertThat(submitted.state()).isEqualTo("SUBMITTED");
        assertThat(tables.webhookDeliveries(key)).allMatch(line -> line.endsWith("DELIVERED 1"));
    }

    @Test
    void onlyWhoWantsToHearOfItDoes() {
        register("e1", List.of("work-order.submitted"));
        notifier.handle(tables.checks.clean(key, 1));
        notifier.sendSms();
        assertThat(types()).containsExactly("work-order.submitted");
    }

    @Test
    void anyOfTheTwoSecretsVerifiesWhileTheyChange() throws Exception {
        register("e1", List.of("verdict.finished"));
        store.run(in -> in.webhookEndpoints()
                .rotate("e1", NEWER, notifier.clock.instant().plus(DAY)));
        notifier.handle(tables.checks.clean(key, 1));
        notifier.sendSms();
        FakeReceiver.Request request = receiver.requests().get(0);
        new Webhook(SECRET).verify(request.body(), headers(request));
        new Webhook(NEWER).verify(request.body(), headers(request));
        assertThat(request.headers().get("webhook-signature").split(" ")).hasSize(2);
    }

    /** Took it and says 500, took it and cuts the line, says nothing, wants to be left in peace: the same message again. */
    @Test
    void whatIsNotTakenForSureComesAgainUnderTheSameIdUntilItIs() {
        Fixture impatient = fixture(Duration.ofMillis(300));
        register("e1", List.of("verdict.finished"));
        receiver.thenStatus(500);
        receiver.thenCuts();
        receiver.thenHangs();
        receiver.thenStatus(429, "Retry-After: 3600\r\n");
        impatient.handle(tables.checks.clean(key, 1));
        for (int i = 0; i < 3; i++) {
            impatient.sendSms();
            assertThat(receiver.requests()).hasSize(i + 1);
            impatient.sendSms();
            assertThat(receiver.requests()).as("not before its pause").hasSize(i + 1);
            tables.pass(Duration.ofMinutes(20));
        }
        impatient.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished INTENT 4 answered 429");
        tables.pass(Duration.ofMinutes(59));
        impatient.sendSms();
        assertThat(receiver.requests()).as("it asked for an hour").hasSize(4);
        tables.pass(Duration.ofMinutes(1));
        impatient.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished DELIVERED 5");
        assertThat(ids()).hasSize(5).containsOnly(ids().get(0));
        impatient.channels().close();
    }

    /** The rest of its messages waits without an attempt, and holds up nobody. */
    @Test
    void whoDoesNotAnswerInTimeThreeTimesInARowIsLeftAlone() {
        Fixture impatient = fixture(Duration.ofMillis(300));
        register("e1", List.of("verdict.finished"));
        for (int i = 0; i < SilentEndpoints.MAX_IN_A_ROW; i++) {
            receiver.thenHangs();
            impatient.handle(tables.checks.clean(Fixture.freshKey(), 1));
        }
        register("e2", List.of("verdict.finished"));
        impatient.handle(tables.checks.clean(key, 1));
        impatient.sendSms();
        assertThat(tables.webhookDeliveries(key))
                .containsExactlyInAnyOrder("verdict.finished DELIVERED 1", "verdict.finished INTENT 0");
        impatient.channels().close();
    }

    @Test
    void aReceiverMayNotAskForMoreThanTheBound() {
        register("e1", List.of("verdict.finished"));
        receiver.thenStatus(503, "Retry-After: 999999999\r\n");
        notifier.handle(tables.checks.clean(key, 1));
        notifier.sendSms();
        tables.pass(WebhookSettings.DEFAULT_MAX_RETRY_AFTER);
        notifier.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished DELIVERED 2");
    }

    @Test
    void afterEightTriesItIsGivenUpAndMayBeSentAnew() {
        register("e1", List.of("verdict.finished"));
        for (int i = 0; i < 8; i++) {
            receiver.thenStatus(500);
        }
        notifier.handle(tables.checks.clean(key, 1));
        for (int i = 0; i < 10; i++) {
            notifier.sendSms();
            tables.pass(DAY);
        }
        assertThat(receiver.requests()).hasSize(8);
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished FAILED 8 answered 500");
        String id = ids().get(0).substring("msg_".length());
        store.run(in -> assertThat(in.deliveries().resendToWebhook(WebhookChannel.NAME, id, notifier.clock.instant()))
                .isTrue());
        notifier.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished DELIVERED 1");
        assertThat(ids()).hasSize(9).containsOnly("msg_" + id);
    }

    @Test
    void whoIsGoneIsAskedNoMore() {
        register("e1", List.of());
        register("e2", List.of("work-order.submitted"));
        receiver.thenStatus(410);
        notifier.handle(tables.checks.clean(key, 1));
        notifier.sendSms();
        assertThat(receiver.requests()).as("one of e1's two, and e2's").hasSizeBetween(1, 3);
        WebhookEndpoint endpoint =
                store.read(in -> in.webhookEndpoints().list(null, 10, notifier.clock.instant())).stream()
                        .filter(one -> one.disabledAt() != null)
                        .findFirst()
                        .orElseThrow();
        assertThat(endpoint.disabledReason()).isEqualTo("answered 410");
        assertThat(tables.webhookDeliveries(key)).anyMatch(line -> line.endsWith("FAILED 1 answered 410"));
        int before = receiver.requests().size();
        store.run(in -> in.webhookEndpoints().disable("e1", "x", notifier.clock.instant()));
        store.run(in -> in.webhookEndpoints().disable("e2", "x", notifier.clock.instant()));
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.sendSms();
        assertThat(receiver.requests()).hasSize(before);
    }

    @Test
    void aNodeThatDiedOverAMessageLeavesItToTheNext() {
        register("e1", List.of("verdict.finished"));
        notifier.handle(tables.checks.clean(key, 1));
        tables.sending(key);
        notifier.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished DELIVERED 2");
    }

    @Test
    void anEndpointThatWasDeletedIsNotCalled() {
        register("e1", List.of("verdict.finished"));
        notifier.handle(tables.checks.clean(key, 1));
        store.run(in -> in.webhookEndpoints().delete("e1"));
        notifier.sendSms();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished FAILED 1 the endpoint was deleted");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void addressesWithinTheHouseAreCalledOnlyWhereThatIsAllowed() {
        Fixture strict = new Fixture(tables, new RecordingSmsGateway(), settings(OutgoingRules.STRICT, DAY));
        register("e1", List.of("verdict.finished"));
        strict.handle(tables.checks.clean(key, 1));
        strict.sendSms();
        assertThat(receiver.requests()).isEmpty();
        assertThat(tables.webhookDeliveries(key)).containsExactly("verdict.finished INTENT 1 the URL is not https");
        strict.channels().close();
    }

    @Test
    void everyStateOfAWorkOrderButTheFirstHasAType() {
        for (WorkOrderState state : WorkOrderState.values()) {
            assertThat(WebhookEvent.TYPES.contains(WebhookNews.typeOf(state.name())))
                    .as(state.name())
                    .isEqualTo(!state.name().equals("WAITING_CHECK"));
        }
        Tries tries = WebhookSettings.DEFAULT_TRIES;
        assertThat(tries.max()).isEqualTo(8);
        assertThat(tries.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(22), Duration.ofHours(25));
    }

    private Fixture fixture(Duration timeout) {
        return new Fixture(tables, new RecordingSmsGateway(), settings(new OutgoingRules(true, true), timeout));
    }

    private static NotifierSettings settings(OutgoingRules rules, Duration timeout) {
        NotifierSettings defaults = NotifierSettings.defaults();
        return new NotifierSettings(
                defaults.groupId(),
                defaults.consume(),
                defaults.due(),
                Fixture.SOON,
                defaults.sms(),
                new WebhookSettings(
                        rules,
                        1,
                        Duration.ofSeconds(1),
                        timeout,
                        WebhookSettings.DEFAULT_TRIES,
                        WebhookSettings.DEFAULT_MAX_RETRY_AFTER),
                defaults.kept());
    }

    private void register(String id, List<String> events) {
        Instant now = notifier.clock.instant();
        store.run(in -> assertThat(in.webhookEndpoints()
                        .add(new WebhookEndpoint(
                                id,
                                key.businessType(),
                                receiver.url(),
                                events,
                                List.of(SECRET),
                                now,
                                null,
                                null,
                                null)))
                .isTrue());
    }

    private static String secret(int fill) {
        byte[] key = new byte[24];
        java.util.Arrays.fill(key, (byte) fill);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static Map<String, List<String>> headers(FakeReceiver.Request request) {
        return request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    private List<WebhookEvent> events() {
        List<WebhookEvent> events = new ArrayList<>();
        receiver.requests().forEach(request -> events.add(read(request.body())));
        return events;
    }

    private static WebhookEvent read(String body) {
        return new JsonCodec().read(body, WebhookEvent.class);
    }

    private WebhookEvent event(String type) {
        return events().stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private List<String> types() {
        return events().stream().map(WebhookEvent::type).toList();
    }

    private List<String> ids() {
        return receiver.requests().stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
    }
}
