package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.StartedCheck;
import org.junit.jupiter.api.Test;

/** A verdict is used again only under the policy, and for the owner, that it was made for. */
class PolicyReuseTest extends CheckTablesTest {
    private static final String TEXT = "文字";

    private void submit(long revision) {
        checked(submissions, document, content(revision, Mode.SUBMIT, TEXT), revision);
    }

    private static VerdictReason reason(StartedCheck started, Submission content, CheckVersions versions) {
        return started.reason(ContentHash.of(content), started.corpusVersion(), 0, versions);
    }

    private static void corpusMoves() {
        sql("update corpus_state set version = version + 1");
    }

    @Test
    void aChangedPolicyAloneIsTheReasonAndNothingIsReused() {
        submit(1);
        Policy stricter = policy(2);
        assertThat(save(stricter)).isEqualTo(1);

        StartedCheck started = begin(submissions, document, content(2, Mode.SUBMIT, TEXT), 2);

        assertThat(started.policyVersion()).isEqualTo(1);
        assertThat(codec.read(started.policy(), Policy.class)).isEqualTo(stricter.withVersion(1));
        assertThat(started.reusableVerdict()).isNull();
        assertThat(reason(started, content(2, Mode.SUBMIT, TEXT), VERSIONS)).isEqualTo(VerdictReason.POLICY);
        corpusMoves();
        started = begin(submissions, document, content(3, Mode.SUBMIT, TEXT), 3);
        assertThat(reason(started, content(3, Mode.SUBMIT, TEXT), VERSIONS)).isEqualTo(VerdictReason.RECHECK);
    }

    @Test
    void aPolicyOfAnotherTypeChangesNothing() {
        submit(1);
        save(new Policy("other", 0, Thresholds.DEFAULT, LeftOut.DEFAULT, List.of(), 1, 1, OpenSubmissions.ALL, .5, 1));

        StartedCheck started = begin(submissions, document, content(2, Mode.SUBMIT, TEXT), 2);

        assertThat(started.policyVersion()).isZero();
        assertThat(started.policy()).isNull();
        assertThat(started.reusableVerdict()).isNotNull();
    }

    /** A verdict without an applicant stands for one who has no documents, and for no other. */
    @Test
    void aVerdictIsUsedAgainOnlyForWhoHasTheSameDocuments() {
        submit(1);
        assertThat(begin(submissions, document, content(2, Mode.SUBMIT, TEXT), 2)
                        .reusableVerdict())
                .isNotNull();
        sql("insert into reference_document (document_type, document_id, in_force, owner_id, updated_at)"
                + " values ('project', 'p', true, 'u1', now())");

        StartedCheck started = begin(submissions, document, content(3, Mode.SUBMIT, TEXT), 3);

        assertThat(started.reusableVerdict()).isNull();
        assertThat(started.ownerKey(started.corpusVersion())).hasSize(32).doesNotContain("u1");
        assertThat(reason(started, content(3, Mode.SUBMIT, TEXT), VERSIONS)).isEqualTo(VerdictReason.EDIT);
        sql("update reference_document set in_force = false where owner_id = 'u1'");
        started = begin(submissions, document, content(4, Mode.SUBMIT, TEXT), 4);
        assertThat(started.reusableVerdict()).isNotNull();
        assertThat(started.ownerKey(started.corpusVersion()))
                .as("at the version that the begin saw")
                .isEmpty();
        assertThat(started.ownerKey(started.corpusVersion() + 1))
                .as("later he may have some")
                .isNotEmpty();
    }

    /** Then nothing was left out: what stands in the database is no verdict of today's built-in policy. */
    @Test
    void aVerdictOfBeforeThereWerePoliciesIsNotUsedAgain() {
        submit(1);
        sql("update verdict set owner_key = null");

        StartedCheck started = begin(submissions, document, content(2, Mode.SUBMIT, TEXT), 2);

        assertThat(started.reusableVerdict()).isNull();
        assertThat(reason(started, content(2, Mode.SUBMIT, TEXT), VERSIONS)).isEqualTo(VerdictReason.POLICY);
    }

    private Policy policy(int passages) {
        return new Policy(
                key.businessType(),
                0,
                new Thresholds(null, null, passages),
                LeftOut.DEFAULT,
                List.of(),
                null,
                null,
                OpenSubmissions.OFF,
                .05,
                30);
    }

    private long save(Policy policy) {
        return in(tables -> tables.policies().save(codec, policy, null, now()))
                .orElseThrow()
                .version();
    }
}
