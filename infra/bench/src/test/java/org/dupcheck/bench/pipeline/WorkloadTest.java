package org.dupcheck.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final Corpus corpus = Corpus.generated(3, 20);

    @Test
    void submissionsAreValidAndEachHoldsAPassageOfAReference() {
        Workload workload = new Workload(corpus, new AtomicLong()::incrementAndGet, 5, Duration.ofMinutes(1));
        List<Submission> all =
                IntStream.range(0, 5).mapToObj(i -> workload.next()).toList();
        assertThat(workload.next()).isNull();
        assertThat(all).extracting(Submission::businessId).doesNotHaveDuplicates();
        assertThat(all).extracting(Submission::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (Submission submission : all) {
            Validator.check(submission);
            String text = submission.sections().get(0).text();
            assertThat(IntStream.range(0, text.length() - 250)
                            .mapToObj(start -> text.substring(start, start + 250))
                            .anyMatch(
                                    run -> corpus.references().stream().anyMatch(reference -> reference.contains(run))))
                    .isTrue();
        }
    }

    @Test
    void noneComesWhenTheTimeIsOver() {
        Workload workload = new Workload(corpus, () -> 1, Long.MAX_VALUE, Duration.ofNanos(1));
        assertThat(workload.next()).isNotNull();
        assertThat(IntStream.range(0, 3).mapToObj(i -> workload.next())).containsNull();
    }

    @Test
    void theSameSeedGivesTheSameSubmissions() {
        Corpus same = Corpus.generated(3, 20);
        assertThat(same.references()).isEqualTo(corpus.references());
        assertThat(same.next(1)).isEqualTo(corpus.next(1));
    }
}
