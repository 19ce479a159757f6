package org.dupcheck.gateway.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

/** {@code POST /reference-events?waitMs=} answers once the events have been dealt with. */
final class ReferenceEventWaitTest extends GatewayTest {
    private static final List<Section> TEXT = List.of(new Section("背景", "面向园区的能源监测"));

    private static String event(String id, long revision, String kind) {
        return event(id, revision, kind, TEXT);
    }

    private static String event(String id, long revision, String kind, List<Section> text) {
        String sections = kind.equals("DELETED")
                ? ""
                : ", \"sections\": [{\"key\": \"背景\", \"text\": \""
                        + text.get(0).text() + "\"}]";
        return "{\"documentType\": \"w\", \"documentId\": \"" + id + "\", \"revision\": " + revision + ", \"kind\": \""
                + kind + "\"" + sections + "}";
    }

    private static HttpResponse<String> send(String body) {
        return gateway.post("/reference-events?waitMs=10000", body);
    }

    private static void delete(String id, long revision) {
        gateway.rows.update(
                "insert into reference_document as d (document_type, document_id, deleted_revision, in_force, updated_at)"
                        + " values ('w', ?, ?, false, now()) on conflict (document_type, document_id) do update set"
                        + " deleted_revision = excluded.deleted_revision, sections = null, text_revision = null,"
                        + " in_force = d.approved_revision > excluded.deleted_revision",
                id,
                revision);
    }

    private static void assertEvent(HttpResponse<String> response, int index, boolean applied, String reason) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode event = TestGateway.body(response).at("/events/" + index);
        assertThat(event.get("applied").asBoolean()).as(response.body()).isEqualTo(applied);
        assertThat(event.has("reason") ? event.get("reason").asText() : null)
                .as(response.body())
                .isEqualTo(reason);
    }

    @Test
    void answersWithTheCorpusVersionThatHasTheEvents() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(gateway.json(
                "/reference-events?waitMs=10000",
                "POST",
                "[" + event("both-1", 1, "APPROVED") + "," + event("both-2", 1, "APPROVED") + "]"));
        await().until(() -> gateway.published(gateway.topics.referenceEvents()).stream()
                .anyMatch(record -> record.key().equals("w:both-2")));
        gateway.rows.references.add("w", "both-1", 1, 901, null, TEXT);
        assertThat(waiting).isNotDone();
        gateway.rows.references.add("w", "both-2", 1, 902, null, TEXT);

        HttpResponse<String> response = waiting.get();
        assertThat(TestGateway.body(response).get("corpusVersion").asLong()).isGreaterThanOrEqualTo(902);
        assertThat(TestGateway.body(response).get("accepted").asInt()).isEqualTo(2);
        assertEvent(response, 0, true, null);
        assertEvent(response, 1, true, null);
    }

    @Test
    void answersWithoutAVersionWhenTheTimeIsUp() {
        HttpResponse<String> response = gateway.post("/reference-events?waitMs=100", event("never", 1, "APPROVED"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"accepted\":1}");
        assertThat(gateway.post("/reference-events?waitMs=100", "[]").body()).isEqualTo("{\"accepted\":0}");
    }

    @Test
    void aDeletionThatIsOlderThanTheApprovalSaysSo() {
        gateway.rows.references.add("w", "loaded-by-clock", 1_789_000_000_000_000L, 910, null, TEXT);
        gateway.rows.update("update reference_document set deleted_revision = 2 where document_id = 'loaded-by-clock'");

        HttpResponse<String> response = send(event("loaded-by-clock", 2, "DELETED"));

        assertEvent(response, 0, false, "OLDER_REVISION");
        assertThat(TestGateway.body(response).at("/events/0/detail").asText()).contains("1789000000000000");
        assertThat(TestGateway.body(response).at("/events/0/newestRevision").asLong())
                .isEqualTo(1_789_000_000_000_000L);
    }

    @Test
    void aDeletionThatTookEffectIsApplied() {
        gateway.rows.references.add("w", "gone", 1, 911, null, TEXT);
        delete("gone", 2);

        assertEvent(send(event("gone", 2, "DELETED")), 0, true, null);
        assertEvent(send(event("gone", 1, "APPROVED")), 0, false, "DELETED");
    }

    @Test
    void whatIsNotThereCanBeNeitherDeletedNorEdited() {
        delete("nowhere", 3);
        gateway.rows.update("insert into reference_document (document_type, document_id, edited_revision, in_force,"
                + " updated_at) values ('w', 'unapproved', 4, false, now())");

        assertEvent(send(event("nowhere", 3, "DELETED")), 0, false, "NOT_IN_FORCE");
        assertEvent(send(event("unapproved", 4, "EDITED")), 0, false, "NOT_IN_FORCE");
    }

    @Test
    void anOlderTextNeverReplacesANewerOne() {
        gateway.rows.references.add("w", "newer", 7, 912, null, TEXT);

        assertEvent(send(event("newer", 6, "APPROVED")), 0, false, "OLDER_REVISION");
        assertEvent(send(event("newer", 7, "APPROVED")), 0, true, null);
    }

    /** One of two texts that stand under one revision: the one with the greater hash counts, and the other. */
    private static List<Section> ofOneRevision(boolean isGreater) {
        List<Section> other = List.of(new Section("背景", "海洋牧场的生态修复"));
        return hash(TEXT).compareTo(hash(other)) > 0 == isGreater ? TEXT : other;
    }

    private static String hash(List<Section> sections) {
        return ContentHash.of(new ReferenceEvent("w", "d", 1, ReferenceEventKind.APPROVED, null, null, sections, null));
    }

    @Test
    void anotherTextOfARevisionThatIsInForceIsNotApplied() {
        gateway.rows.references.add("w", "reused", 1, 913, null, ofOneRevision(true));

        HttpResponse<String> response = send(event("reused", 1, "APPROVED", ofOneRevision(false)));

        assertEvent(response, 0, false, "REVISION_REUSED");
        assertEvent(send(event("reused", 1, "APPROVED", ofOneRevision(true))), 0, true, null);
    }

    @Test
    void aTextThatWillReplaceAnotherOneOfItsRevisionIsWaitedFor() throws Exception {
        gateway.rows.references.add("w", "replaced", 1, 914, null, ofOneRevision(false));
        assertThat(gateway.post("/reference-events?waitMs=300", event("replaced", 1, "APPROVED", ofOneRevision(true)))
                        .statusCode())
                .as("the version in force does not have the text")
                .isEqualTo(202);

        CompletableFuture<HttpResponse<String>> both = gateway.sendAsync(gateway.json(
                "/reference-events?waitMs=10000",
                "POST",
                "[" + event("replaced", 1, "APPROVED", ofOneRevision(true)) + ","
                        + event("replaced", 1, "APPROVED", ofOneRevision(false)) + "]"));
        gateway.rows.update(
                "update reference_document set content_hash = ? where document_id = 'replaced'",
                hash(ofOneRevision(true)));

        assertEvent(both.get(), 0, true, null);
        assertEvent(both.get(), 1, false, "REVISION_REUSED");
    }

    /** Revision 5 brought the content that revision 2 had: it stands under 2 as before. */
    @Test
    void aContentMayStandUnderAnOlderRevision() {
        gateway.rows.references.add("w", "unchanged", 2, 916, null, ofOneRevision(false));
        gateway.rows.update("update reference_document set approved_revision = 5 where document_id = 'unchanged'");

        assertEvent(send(event("unchanged", 3, "APPROVED", ofOneRevision(true))), 0, false, "OLDER_REVISION");
        assertEvent(send(event("unchanged", 5, "APPROVED", ofOneRevision(false))), 0, true, null);
        assertThat(gateway.post("/reference-events?waitMs=300", event("unchanged", 5, "APPROVED", ofOneRevision(true)))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anEditCountsAsLaterThanAnApprovalOfItsRevision() {
        gateway.rows.references.add("w", "edited", 1, 915, null, ofOneRevision(false));
        gateway.rows.update("update reference_document set edited_revision = 1 where document_id = 'edited'");

        assertEvent(send(event("edited", 1, "APPROVED", ofOneRevision(true))), 0, false, "REVISION_REUSED");
        assertEvent(send(event("edited", 1, "EDITED", ofOneRevision(false))), 0, true, null);
    }

    @Test
    void placesToWaitAreBoundedAndGivenBack() throws Exception {
        try (TestGateway narrow = gateway.another(settings -> settings.withBounds(1, 1))) {
            CompletableFuture<HttpResponse<String>> first = narrow.sendAsync(
                    narrow.json("/reference-events?waitMs=10000", "POST", event("first", 1, "APPROVED")));
            await().until(() -> gateway.published(gateway.topics.referenceEvents()).stream()
                    .anyMatch(record -> record.key().equals("w:first")));
            assertThat(narrow.post("/reference-events?waitMs=1000", event("second", 1, "APPROVED"))
                            .statusCode())
                    .isEqualTo(503);
            gateway.rows.references.add("w", "first", 1, 920, null, TEXT);
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(narrow.post("/reference-events?waitMs=1", event("third", 1, "APPROVED"))
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
