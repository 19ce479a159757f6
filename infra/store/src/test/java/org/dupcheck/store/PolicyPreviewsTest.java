package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.store.policies.PolicyPreviews;
import org.dupcheck.store.policies.PolicyPreviews.Claimed;
import org.dupcheck.store.policies.PolicyPreviews.Row;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Changed;
import org.dupcheck.store.policies.PreviewResult.Sides;
import org.dupcheck.store.policies.PreviewState;
import org.dupcheck.store.verdicts.SubmittedTexts;
import org.junit.jupiter.api.Test;

/** The queue of previews, and the stored checks that one looks at. */
class PolicyPreviewsTest extends StoreTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final JsonCodec codec = new JsonCodec();

    private Optional<String> request(String type) {
        return in(tables -> tables.policyPreviews().request(codec, Policy.builtIn(type), 200, now()));
    }

    private Optional<Claimed> claim() {
        return in(tables -> tables.policyPreviews().claim(LEASE, now()));
    }

    private Row row(String id) {
        return in(tables -> tables.policyPreviews().find(codec, "lixiang", id)).orElseThrow();
    }

    private static PreviewResult result() {
        return new PreviewResult(
                7,
                5,
                2,
                1,
                0,
                0,
                1,
                0,
                1,
                List.of(new Changed(
                        "lixiang",
                        "SQ-1",
                        "v",
                        new Sides<>(ResultState.DUPLICATES, ResultState.NONE),
                        new Sides<>(.25, .25),
                        new Sides<>(List.of(ConfirmationReason.DUPLICATES), List.of()))));
    }

    @Test
    void aPreviewIsQueuedTakenUpAndFinishedWithItsResult() {
        String id = request("lixiang").orElseThrow();
        assertThat(row(id).state()).isEqualTo(PreviewState.QUEUED);
        assertThat(row(id).total()).isNull();

        Claimed claimed = claim().orElseThrow();
        assertThat(claimed.previewId()).isEqualTo(id);
        assertThat(claimed.sample()).isEqualTo(200);
        assertThat(codec.read(claimed.draft(), Policy.class)).isEqualTo(Policy.builtIn("lixiang"));
        assertThat(claim()).as("held").isEmpty();
        assertThat(holds(tables -> tables.policyPreviews().progress(claimed, 3, 9, now().plus(LEASE))))
                .isTrue();
        assertThat(row(id)).extracting(Row::state, Row::done, Row::total).containsExactly(PreviewState.RUNNING, 3, 9);
        assertThat(ended(id)).isEmpty();

        store.run(tables -> tables.policyPreviews().finish(codec, claimed, result()));
        assertThat(row(id).state()).isEqualTo(PreviewState.FINISHED);
        assertThat(row(id).done()).isEqualTo(9);
        assertThat(row(id).result()).isEqualTo(result());
        assertThat(ended(id)).containsExactly(id);
        assertThat(found(tables -> tables.policyPreviews().find(codec, "other", id)))
                .as("of another type")
                .isEmpty();
    }

    private List<String> ended(String id) {
        return all(tables -> tables.policyPreviews().ended(List.of(id, "none")));
    }

    @Test
    void whatADeadNodeLeftIsTakenUpAndItsLateWritesChangeNothing() {
        String id = request("lixiang").orElseThrow();
        Claimed dead = claim().orElseThrow();
        clock.advance(LEASE.plusSeconds(1));

        Claimed next = claim().orElseThrow();

        assertThat(next.previewId()).isEqualTo(id);
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(holds(tables -> tables.policyPreviews().progress(dead, 1, 1, now())))
                .isFalse();
        store.run(tables -> tables.policyPreviews().finish(codec, dead, result()));
        store.run(tables -> tables.policyPreviews().fail(dead, "late"));
        store.run(tables -> tables.policyPreviews().release(dead, now()));
        assertThat(row(id).state()).isEqualTo(PreviewState.RUNNING);

        store.run(tables -> tables.policyPreviews().release(next, now()));
        assertThat(row(id).state()).isEqualTo(PreviewState.QUEUED);
        assertThat(claim().orElseThrow().attempt()).isEqualTo(3);
    }

    @Test
    void whatEndsEveryNodeIsGivenUpAndSaysSo() {
        String id = request("lixiang").orElseThrow();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(claim()).as("try " + attempt).isPresent();
            clock.advance(LEASE.plusSeconds(1));
        }

        assertThat(claim()).isEmpty();
        assertThat(row(id).state()).isEqualTo(PreviewState.FAILED);
        assertThat(row(id).error()).isEqualTo("no node came to its end in 5 tries");
    }

    @Test
    void noMoreWaitThanTheBoundAndTheOldestComesFirst() {
        String first = request("lixiang").orElseThrow();
        for (int i = 1; i < PolicyPreviews.MAX_OPEN; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(request("lixiang")).isPresent();
        }
        assertThat(request("other")).as("one too many, of whatever type").isEmpty();

        Claimed claimed = claim().orElseThrow();
        assertThat(claimed.previewId()).isEqualTo(first);
        assertThat(request("lixiang")).as("one that runs counts").isEmpty();
        store.run(tables -> tables.policyPreviews().fail(claimed, "the preview failed: X"));
        assertThat(row(first).error()).isEqualTo("the preview failed: X");
        assertThat(request("lixiang")).isPresent();
    }

    @Test
    void previewsAreDeletedAfterADayInWhateverState() {
        String old = request("lixiang").orElseThrow();
        clock.advance(PolicyPreviews.KEPT_FOR.minusSeconds(1));
        String young = request("lixiang").orElseThrow();
        clock.advance(Duration.ofSeconds(2));

        assertThat(count(tables -> tables.policyPreviews().purge(now().minus(PolicyPreviews.KEPT_FOR), 500)))
                .isEqualTo(1);
        assertThat(column("select preview_id from policy_preview")).containsExactly(young);
        assertThat(old).isNotEqualTo(young);
    }

    @Test
    void theStandingIsOfOneMomentAndHasThePolicyInForce() {
        assertThat(standing().policy()).isNull();
        Policy saved = Policy.builtIn("lixiang").withTemplate(new Policy.Template("封面", "项目名称："));
        store.run(tables -> tables.policies().save(codec, saved, null, now()));
        sql("update corpus_state set version = 3");

        assertThat(standing().corpusVersion()).isEqualTo(3);
        assertThat(standing().corpusToken()).isNotNull();
        assertThat(codec.read(standing().policy(), Policy.class)).isEqualTo(saved.withVersion(1));
    }

    private PolicyPreviews.Standing standing() {
        return in(tables -> tables.policyPreviews().standing("lixiang"));
    }

    @Test
    void aSampleIsTheNewestChecksWhoseTextIsKept() {
        BusinessKey withoutText = key;
        finished(1, ResultState.NONE, "[]");
        List<BusinessKey> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            BusinessKey one = new BusinessKey("lixiang", "kept-" + i);
            sql(
                    "insert into check_task (business_type, business_id, create_time, update_time, record_partition,"
                            + " record_offset, record_time, revision, mode, state, result_state, verdict_id, result)"
                            + " values ('lixiang', ?, ?, ?, 0, 0, now(), 4, 'SUBMIT', 2, 2, ?, '{}')",
                    one.businessId(),
                    now(),
                    now(),
                    "verdict-" + i);
            sql(
                    "insert into submission (business_type, business_id, revision, title, sections, user_id,"
                            + " work_order_id, retain_until) values ('lixiang', ?, ?, '题', '[]', 'u', 'w', ?)",
                    one.businessId(),
                    i == 0 ? 3 : 4,
                    now());
            kept.add(one);
        }

        List<SubmittedTexts.Checked> sample =
                all(tables -> tables.submittedTexts().newest("lixiang", 10));

        assertThat(sample)
                .extracting(SubmittedTexts.Checked::key)
                .containsExactly(kept.get(2), kept.get(1))
                .doesNotContain(withoutText, kept.get(0));
        assertThat(sample.get(0).verdictId()).isEqualTo("verdict-2");
        assertThat(all(tables -> tables.submittedTexts().newest("lixiang", 1))).hasSize(1);
        assertThat(all(tables -> tables.submittedTexts().newest("other", 10))).isEmpty();
        assertThat(in(tables -> tables.submittedTexts().find(kept.get(2), 4))
                        .orElseThrow()
                        .userId())
                .isEqualTo("u");
        assertThat(found(tables -> tables.submittedTexts().find(kept.get(2), 3)))
                .isEmpty();
    }
}
