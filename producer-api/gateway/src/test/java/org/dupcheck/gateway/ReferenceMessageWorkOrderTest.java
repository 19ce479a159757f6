package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

/** The reference set, site messages and work orders. */
final class ReferenceMessageWorkOrderTest extends GatewayTest {
    @Test
    void publishesOneEvent() {
        HttpResponse<String> response = gateway.post(
                "/reference-events",
                "{\"documentType\": \"initiation\", \"documentId\": \"one\", \"revision\": 4, \"kind\": \"APPROVED\","
                        + " \"title\": \"标题\", \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("accepted").asInt()).isEqualTo(1);
        JsonNode sent = gateway.lastPublished(gateway.topics.referenceEvents(), "initiation:one");
        assertThat(sent.get("revision").asLong()).isEqualTo(4);
        assertThat(Instant.parse(sent.get("occurredAt").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void publishesAnArrayOfEvents() {
        HttpResponse<String> response = gateway.post(
                "/reference-events",
                "[{\"documentType\": \"initiation\", \"documentId\": \"two\", \"revision\": 1, \"kind\": \"APPROVED\","
                        + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]},"
                        + " {\"documentType\": \"initiation\", \"documentId\": \"two\", \"revision\": 2,"
                        + " \"kind\": \"DELETED\", \"occurredAt\": \"2026-01-31T08:30:00Z\"}]");

        assertThat(TestGateway.body(response).get("accepted").asInt()).isEqualTo(2);
        JsonNode last = gateway.lastPublished(gateway.topics.referenceEvents(), "initiation:two");
        assertThat(last.get("kind").asText()).isEqualTo("DELETED");
        assertThat(last.get("occurredAt").asText()).isEqualTo("2026-01-31T08:30:00Z");
        assertThat(TestGateway.body(gateway.post("/reference-events", "[]"))
                        .get("accepted")
                        .asInt())
                .isZero();
    }

    @Test
    void countsTheReferenceSetAnewWhenItsVersionMoves() {
        JsonNode empty = TestGateway.body(gateway.get("/reference-set"));
        List<Section> sections = List.of(new Section("a", "文本"));
        gateway.rows.references.add("initiation", "A", 1, 1, "A", sections);
        gateway.rows.references.add("initiation", "B", 1, 2, "B", sections);
        gateway.rows.references.add("promotion", "A", 1, 3, "A", sections);
        JsonNode three = TestGateway.body(gateway.get("/reference-set"));
        gateway.rows.update("update reference_document set in_force = false where document_id = 'B'");
        JsonNode sameVersion = TestGateway.body(gateway.get("/reference-set"));
        gateway.rows.update("update corpus_state set version = 4");
        JsonNode two = TestGateway.body(gateway.get("/reference-set"));

        assertThat(empty.get("total").asLong()).isZero();
        assertThat(three.toString())
                .isEqualTo("{\"total\":3,\"corpusVersion\":3,\"counts\":{\"initiation\":2,\"promotion\":1}}");
        assertThat(sameVersion).isEqualTo(three);
        assertThat(two.get("total").asLong()).isEqualTo(2);
    }

    @Test
    void aDocumentInTheListNamesItsContentAndTheNewestRevision() {
        List<Section> sections = List.of(new Section("a", "文本"));
        gateway.rows.references.add("listed", "A", 3, 5, "A", sections);
        gateway.rows.references.add("listed", "B", 4, 6, "B", sections);
        gateway.rows.update("update reference_document set edited_revision = 9 where document_id = 'B'"
                + " and document_type = 'listed'");

        JsonNode first = TestGateway.body(gateway.get("/reference-documents?type=listed&limit=1"));
        JsonNode second = TestGateway.body(gateway.get("/reference-documents?type=listed&limit=1&after="
                + first.get("next").asText()));
        JsonNode shown = TestGateway.body(gateway.get("/reference-documents/listed/B"));
        gateway.rows.update("delete from reference_document where document_type = 'listed'");

        assertThat(first.at("/documents/0/newestRevision").asLong()).isEqualTo(3);
        assertThat(first.at("/documents/0/contentHash").asText()).hasSize(64);
        for (JsonNode document : List.of(second.at("/documents/0"), shown)) {
            assertThat(document.get("revision").asLong()).isEqualTo(4);
            assertThat(document.get("newestRevision").asLong()).isEqualTo(9);
            assertThat(document.get("contentHash").asText()).hasSize(64);
        }
    }

    @Test
    void listsAUsersMessagesInPagesWithoutTheVoidedOnes() {
        for (int i = 0; i < 3; i++) {
            gateway.rows.notifier.message(new BusinessKey("m", "M" + i), 1, "user 1", "CLEAN", null);
        }
        gateway.rows.notifier.message(new BusinessKey("m", "voided"), 1, "user 1", "CLEAN", Instant.now());
        gateway.rows.notifier.message(new BusinessKey("m", "other"), 1, "user 2", "CLEAN", null);

        JsonNode first = TestGateway.body(gateway.get("/messages?userId=user%201&limit=2"));
        JsonNode second = TestGateway.body(gateway.get(
                "/messages?userId=user%201&limit=2&after=" + first.get("next").asText()));

        assertThat(first.get("messages").findValuesAsText("businessId")).containsExactly("M2", "M1");
        assertThat(second.get("messages").findValuesAsText("businessId")).containsExactly("M0");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void marksAMessageAsReadOnce() {
        gateway.rows.notifier.message(new BusinessKey("m", "read"), 1, "reader", "CLEAN", null);
        JsonNode unread =
                TestGateway.body(gateway.get("/messages?userId=reader")).at("/messages/0");
        long id = unread.get("id").asLong();

        assertThat(markRead(id)).isEqualTo(204);
        String readAt = readAt();
        assertThat(markRead(id)).isEqualTo(204);

        assertThat(unread.has("readAt")).isFalse();
        assertThat(Instant.parse(readAt)).isBeforeOrEqualTo(Instant.now());
        assertThat(readAt()).isEqualTo(readAt);
        assertThat(markRead(Long.MAX_VALUE)).isEqualTo(404);
    }

    private static int markRead(long id) {
        return gateway.send(gateway.request(TestGateway.API + "/messages/" + id + "/read")
                        .POST(BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    private static String readAt() {
        return TestGateway.body(gateway.get("/messages?userId=reader"))
                .at("/messages/0/readAt")
                .asText();
    }

    @Test
    void tellsAWorkOrderAndItsHistory() {
        BusinessKey key = new BusinessKey("w", "W/1");
        gateway.rows.notifier.workOrder(key, 2, "w:W/1", "v-1", List.of("AWAITING_CONFIRMATION", "SUBMITTED"));

        JsonNode order = TestGateway.body(gateway.get("/work-orders/w%3AW%2F1"));

        assertThat(order.get("state").asText()).isEqualTo("SUBMITTED");
        assertThat(order.get("history").findValuesAsText("state"))
                .containsExactly("AWAITING_CONFIRMATION", "SUBMITTED");
        assertThat(order.at("/history/1/reason").asText()).isEqualTo("延续性项目");
        assertThat(order.at("/links/check").asText()).isEqualTo("/api/v1/checks/w/W%2F1");
        assertThat(gateway.get("/work-orders/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aWorkOrderTellsWhatTheModuleWasToldAndHasAnswered() {
        BusinessKey key = new BusinessKey("w", "answered");
        gateway.rows.notifier.workOrder(key, 2, "w:answered", "v-1", List.of("SUBMITTED"));
        gateway.rows.notifier.command(key, "answered-1", 1, false);
        gateway.rows.update("update work_order_command set sent_at = now(), answered_at = now(), answer = 'REJECTED',"
                + " answer_reason = '预算科目不存在', body = '{\"kind\": \"SUBMIT\", \"workOrderId\": \"w:answered\"}'"
                + " where command_id = 'answered-1'");
        JsonNode command =
                TestGateway.body(gateway.get("/work-orders/w%3Aanswered")).at("/commands/0");
        assertThat(command.get("commandId").asText()).isEqualTo("answered-1");
        assertThat(command.get("kind").asText()).isEqualTo("SUBMIT");
        assertThat(command.get("state").asText()).isEqualTo("REJECTED");
        assertThat(command.get("answerReason").asText()).isEqualTo("预算科目不存在");
    }

    @Test
    void ofDocumentsThatNameTheSameWorkOrderEachHasAHistoryOfItsOwn() {
        gateway.rows.notifier.workOrder(new BusinessKey("w", "first"), 1, "shared", "v-1", List.of("WITHDRAWN"));
        gateway.rows.notifier.workOrder(new BusinessKey("w", "second"), 1, "shared", "v-2", List.of("SUBMITTED"));
        JsonNode order = TestGateway.body(gateway.get("/work-orders/shared"));
        assertThat(order.get("businessId").asText()).as("the newest").isEqualTo("second");
        assertThat(order.get("history").findValuesAsText("state")).containsExactly("SUBMITTED");
    }
}
