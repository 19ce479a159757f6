package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.junit.jupiter.api.Test;

/** What is answered without a scan, and what is not. */
class CheckReuseTest extends HandlerTest {
    @Test
    void anUnchangedResubmissionIsAnsweredWithoutAScan() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.clock.advance(Duration.ofMinutes(1));

        bench.handler.handle(bench.submission("1", 2, REUSED, 1));

        Verdict first = bench.tables.verdicts("1").get(0);
        Verdict second = bench.tables.verdicts("1").get(1);
        assertThat(bench.index.scans).hasValue(1);
        assertThat(bench.count("dupcheck.check.reused")).isEqualTo(1);
        assertThat(second.reason()).isEqualTo(VerdictReason.UNCHANGED);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.verdictId()).isNotEqualTo(first.verdictId());
        assertThat(second.createdAt()).isAfter(first.createdAt());
        assertThat(second.matches()).isEqualTo(first.matches()).isNotEmpty();
        assertThat(bench.task("1").verdictId()).isEqualTo(second.verdictId());
        assertThat(bench.task("1").result())
                .isEqualTo(bench.tables.verdictBodies("1").get(1));
        assertThat(bench.publisher.published.get(1).event().verdictId()).isEqualTo(second.verdictId());
    }

    /** New statistics would have made it another check. */
    @Test
    void anUnchangedTextCostsNothingAlsoRightAfterTheReferenceSetWasFilled() {
        bench.threeReferences();
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.follow();
        bench.handler.handle(bench.submission("1", 2, REUSED, 1));

        assertThat(bench.index.scans).hasValue(1);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::reason))
                .containsExactly(VerdictReason.FIRST, VerdictReason.UNCHANGED);
    }

    @Test
    void aChangedTextOrAChangedReferenceSetIsScannedAnew() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.submission("1", 2, REUSED + "。", 1));
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 3, REUSED, 2));

        assertThat(bench.index.scans).hasValue(3);
        assertThat(bench.count("dupcheck.check.reused")).isZero();
        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.DUPLICATES.code());
    }

    @Test
    void aTextThatIsSentAgainSaysWhetherTheReferenceSetHasMovedOn() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.tables.putReference("r1", 1, "声学定位", "别处的话");
        bench.handler.handle(bench.submission("1", 2, REUSED, 1));
        bench.handler.handle(bench.submission("1", 3, REUSED, 2));

        assertThat(bench.tables.verdicts("1").stream().map(Verdict::reason))
                .containsExactly(VerdictReason.FIRST, VerdictReason.RECHECK, VerdictReason.UNCHANGED);
    }

    @Test
    void theTextOfAnotherDocumentIsNotReused() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.submission("2", 1, REUSED, 1));

        assertThat(bench.index.scans).hasValue(2);
    }

    @Test
    void aDocumentNeverMatchesItsOwnReferenceEntry() {
        bench.tables.putReference("1", 1, "自己", REUSED);
        bench.handler.handle(bench.submission("1", 2, REUSED, 0));
        bench.handler.handle(bench.submission("2", 2, REUSED, 1));

        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.NONE.code());
        assertThat(bench.task("2").resultState()).isEqualTo(ResultState.DUPLICATES.code());
    }

    @Test
    void changesOfTheReferenceSetAreSeenByTheNextCheck() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 2, REUSED, 1));
        bench.tables.deleteReference("r1", 2);
        bench.handler.handle(bench.submission("1", 3, REUSED, 2));

        assertThat(bench.tables.verdicts("1").stream().map(Verdict::resultState))
                .containsExactly(ResultState.NONE, ResultState.DUPLICATES, ResultState.NONE);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::corpusVersion))
                .containsExactly(0L, 1L, 2L);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::reason))
                .containsExactly(VerdictReason.FIRST, VerdictReason.RECHECK, VerdictReason.RECHECK);
    }

    @Test
    void aMatchShowsTitleAndRevisionOfTheTextThatWasCompared() {
        bench.tables.putReference("r1", 1, "旧题", REUSED);
        bench.index.hook = (page, submission) -> {
            // the document is edited while the check runs, and another check brings the index up to date
            bench.index.hook = (p, s) -> {};
            bench.tables.putReference("r1", 2, "新题", "改过的文字，不再相同");
            bench.handler.handle(bench.submission("2", 1, REUSED, 1));
        };
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));

        Verdict.Match match = bench.tables.verdicts("1").get(0).matches().get(0);
        assertThat(match.title()).isEqualTo("旧题");
        assertThat(match.documentRevision()).isEqualTo(1);
        assertThat(bench.tables.verdicts("1").get(0).corpusVersion()).isEqualTo(1);
        assertThat(bench.tables.verdicts("2").get(0).matches()).isEmpty();
    }
}
