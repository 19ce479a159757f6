package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.Precedence.Ruling;
import org.junit.jupiter.api.Test;

class SubmissionPrecedenceTest {
    private static final Applicant APPLICANT = new Applicant("u", null, null);

    private static final String KEY = "project:1";

    private static final byte[] NO_SECTIONS =
            "{\"businessType\":\"project\",\"businessId\":\"1\",\"revision\":9,\"mode\":\"SUBMIT\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final JsonCodec codec = new JsonCodec();
    private final SubmissionPrecedence precedence = new SubmissionPrecedence(codec);

    @Test
    void theGreaterRevisionIsWanted() {
        assertThat(precedence.rule(revision(2), revision(1))).isEqualTo(Ruling.SUPERSEDES);
        assertThat(precedence.rule(revision(1), revision(2))).isEqualTo(Ruling.IS_SUPERSEDED);
        assertThat(precedence.rule(revision(2), revision(2))).isEqualTo(Ruling.FOLLOWS);
    }

    @Test
    void nullTakesBackWhateverCameBefore() {
        assertThat(precedence.rule(record(null), revision(7))).isEqualTo(Ruling.SUPERSEDES);
        assertThat(precedence.rule(record(null), record(null))).isEqualTo(Ruling.SUPERSEDES);
        assertThat(precedence.rule(revision(7), record(null))).isEqualTo(Ruling.FOLLOWS);
    }

    @Test
    void aGreaterRevisionThatBreaksTheContractStopsNothing() {
        assertThat(precedence.rule(record(NO_SECTIONS), revision(1))).isEqualTo(Ruling.STANDS_ALONE);
        assertThat(precedence.rule(record(new byte[] {'{'}), revision(1))).isEqualTo(Ruling.STANDS_ALONE);
        Delivery otherKey = FakeDelivery.of("project:2", revision(9).value(), 0);
        assertThat(precedence.rule(otherKey, revision(1))).isEqualTo(Ruling.STANDS_ALONE);
    }

    @Test
    void anUnreadableEarlierOneIsLeftToItsDeadLetter() {
        assertThat(precedence.rule(revision(2), record(new byte[] {'{'}))).isEqualTo(Ruling.FOLLOWS);
    }

    @Test
    void anEarlierOneThatBreaksTheContractStopsNothingWhateverItsRevision() {
        assertThat(precedence.rule(revision(5), record(NO_SECTIONS))).isEqualTo(Ruling.FOLLOWS);
        assertThat(precedence.rule(revision(10), record(NO_SECTIONS))).isEqualTo(Ruling.FOLLOWS);
        assertThat(precedence.rule(record(null), record(NO_SECTIONS))).isEqualTo(Ruling.FOLLOWS);
    }

    private Delivery revision(long revision) {
        return record(codec.write(new Submission(
                "project", "1", revision, Mode.SUBMIT, null, List.of(new Section("a", "text")), APPLICANT, null)));
    }

    private static Delivery record(byte[] value) {
        return FakeDelivery.of(KEY, value, 0);
    }
}
