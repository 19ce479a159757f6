package org.dupcheck.check.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.check.checking.ClaimLostException;
import org.dupcheck.check.references.FakeIndex;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.SourceDirectory;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.runtime.consume.SupersededException;
import org.junit.jupiter.api.Test;

/** Between two pages of a scan. */
class ScanTest {
    private static final int PAGES = 4;
    private static final Submission CONTENT =
            new Submission("project", "1", 1L, Mode.SUBMIT, null, List.of(new Section("目标", "文字1")), null, null);

    private final FakeIndex index = new FakeIndex(1);
    private final List<String> written = new ArrayList<>();
    private boolean isOwner = true;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    ScanTest() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= PAGES; i++) {
            changes.add(new Change.Put(new Document(
                    new Document.Id("project", "r" + i), null, List.of(new Document.Section("目标", "文字" + i)))));
        }
        index.apply(changes, PAGES);
    }

    @Test
    void progressIsWrittenOnlyWhenTheIntervalIsOver() {
        assertThat(run(Duration.ofDays(1), Duration.ZERO).matches()).hasSize(1);
        assertThat(written).isEmpty();
        run(Duration.ZERO, Duration.ZERO);
        assertThat(written).containsExactly("0/4", "1/4", "2/4", "3/4");
    }

    @Test
    void aScanWhoseProgressIsNoLongerItsOwnToWriteStops() {
        isOwner = false;
        assertThatThrownBy(() -> run(Duration.ZERO, Duration.ZERO)).isInstanceOf(ClaimLostException.class);
        assertThat(index.pagesScanned).hasValue(0);
    }

    @Test
    void aPauseEndsByItselfAndIsNotShorterThanAskedFor() {
        Duration pause = Duration.ofMillis(20);
        long start = System.nanoTime();
        run(Duration.ofDays(1), pause);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause.multipliedBy(PAGES));
        assertThat(index.pagesScanned).hasValue(PAGES);
    }

    @Test
    void whatIsCancelledAtTheLastPageIsNotConcluded() {
        index.hook = (page, submission) -> cancelled.set(page == PAGES - 1);
        index.told = comparison -> {
            throw new AssertionError("concluded");
        };
        assertThatThrownBy(() -> run(Duration.ZERO, Duration.ZERO)).isInstanceOf(SupersededException.class);
    }

    private Comparison run(Duration progressInterval, Duration pause) {
        CancelToken token = new CancelToken() {
            @Override
            public boolean cancelled() {
                return cancelled.get();
            }

            @Override
            public boolean superseded() {
                return true;
            }
        };
        ReferenceSet set = new ReferenceSet(index.view(), new SourceDirectory().current());
        CheckBasis basis = new CheckBasis(set, Statistics.NONE, Policy.builtIn("t"));
        return new Scan(progressInterval, pause).run(CONTENT, token, basis, (done, total) -> {
            written.add(done + "/" + total);
            if (!isOwner) {
                throw new ClaimLostException();
            }
        });
    }
}
