package org.dupcheck.gateway.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EvidenceResourceTest extends GatewayTest {
    private static final String TYPE = "initiation";
    private static final String ID = "D/1 100%";

    @BeforeEach
    void noDocuments() {
        gateway.rows.update("delete from reference_document");
        gateway.rows.update("delete from reference_text");
    }

    private static JsonNode evidence(Verdict verdict) {
        HttpResponse<String> response = gateway.get("/verdicts/" + verdict.verdictId() + "/evidence");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.body(response);
    }

    @Test
    void holdsTheStoredVerdictAndTheTextsOnBothSides() {
        BusinessKey key = new BusinessKey("e", "both");
        Verdict verdict = gateway.rows.finish(key, 3);
        gateway.rows.submission(key, 3, "新项目", List.of(new Section("立项背景", "面向园区能源监测")));
        gateway.rows.update(
                "update submission set user_id = 'zhang', phone = '13800000000' where business_id = 'both'");
        Section matched = new Section("背景", "园区能源管理");
        gateway.rows.references.add(TYPE, ID, 7, 1, "旧项目", List.of(new Section("路线", "别的"), matched));
        gateway.rows.update("update reference_document set owner_id = 'owner-li'");

        JsonNode before = evidence(verdict);
        gateway.rows.references.replace(TYPE, ID, 8, 2, List.of(new Section("背景", "全部改写")));
        JsonNode after = evidence(verdict);

        assertThat(before.get("format").asText()).isEqualTo(Evidence.FORMAT);
        String stored = before.get("verdict").asText();
        assertThat(stored).isEqualTo(new String(new JsonCodec().write(verdict), StandardCharsets.UTF_8));
        assertThat(gateway.get("/verdicts/" + verdict.verdictId()).body()).endsWith(stored.substring(1));
        assertThat(before.get("verdictSha256").asText()).hasSize(64);
        assertThat(before.at("/submission/0/text").asText()).isEqualTo("面向园区能源监测");
        assertThat(before.get("documents").size()).isEqualTo(1);
        assertThat(before.at("/documents/0/revision").asLong()).isEqualTo(7);
        assertThat(before.at("/documents/0/sections").toString())
                .isEqualTo("[{\"key\":\"背景\",\"text\":\"园区能源管理\",\"hash\":\"" + ContentHash.of(matched) + "\"}]");
        assertThat(before.get("missing").size()).isZero();
        assertThat(before.has("sectionKey")).isFalse();
        assertThat(before.toString()).doesNotContain("zhang", "13800000000", "owner-li");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void namesTextsThatAreNoLongerKept() {
        JsonNode evidence = evidence(gateway.rows.finish(new BusinessKey("e", "gone"), 3));

        assertThat(evidence.has("submission")).isFalse();
        assertThat(evidence.get("documents").size()).isZero();
        assertThat(evidence.get("missing").toString())
                .isEqualTo("[{\"reason\":\"NOT_KEPT\"},{\"reason\":\"NOT_KEPT\",\"documentType\":\"initiation\","
                        + "\"documentId\":\"D/1 100%\",\"revision\":7}]");
    }

    @Test
    void namesTheSectionOfAPreCheck() {
        CheckKey key = new CheckKey(new BusinessKey("e", "section"), "立项背景");
        Verdict verdict = gateway.rows.finishPreCheck(key, 5);
        gateway.rows.preCheckText(key, 5, List.of(new Section("立项背景", "面向园区能源监测")));

        JsonNode evidence = evidence(verdict);

        assertThat(evidence.get("sectionKey").asText()).isEqualTo("立项背景");
        assertThat(evidence.at("/submission/0/key").asText()).isEqualTo("立项背景");
    }

    @Test
    void leavesOutWhatWouldMakeItTooLarge() {
        BusinessKey key = new BusinessKey("e", "large");
        Verdict verdict = gateway.rows.finish(key, 3);
        gateway.rows.submission(key, 3, "新项目", List.of(new Section("立项背景", "面向园区能源监测")));
        gateway.rows.references.add(
                TYPE, ID, 7, 1, "旧项目", List.of(new Section("背景", "x".repeat(EvidenceResource.MAX_TEXT_LENGTH))));

        JsonNode evidence = evidence(verdict);

        assertThat(evidence.get("documents").size()).isZero();
        assertThat(evidence.at("/missing/0/reason").asText()).isEqualTo("TOO_LARGE");
        assertThat(evidence.at("/missing/0/documentId").asText()).isEqualTo(ID);
    }

    @Test
    void knowsNoVerdictThatIsNone() {
        assertThat(gateway.get("/verdicts/00000000-0000-0000-0000-000000000000/evidence")
                        .statusCode())
                .isEqualTo(404);
    }
}
