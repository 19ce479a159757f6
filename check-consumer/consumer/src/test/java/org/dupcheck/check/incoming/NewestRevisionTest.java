package org.dupcheck.check.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.check.FakeDelivery;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.Precedence.Ruling;
import org.junit.jupiter.api.Test;

class NewestRevisionTest {
    private static final Applicant APPLICANT = new Applicant("u", null, null);

    private static final String KEY = "project:1";

    private static final byte[] NO_SECTIONS =
            "{\"businessType\":\"project\",\"businessId\":\"1\",\"revision\":9,\"mode\":\"SUBMIT\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final JsonCodec codec = new JsonCodec();
    private final NewestRevision precedence = new NewestRevision(RequestReader.ofSubmissions(codec));

    @Test
    void theGreaterRevisionIsWanted() {
        assertThat(precedence.rule(revision(2), revision(1))).isEqualTo(Ruling.SUPERSEDES);
        assertThat(precedence.rule(revision(1), revision(2))).isEqualTo(Ruling.IS_SUPERSEDED);
        assertThat(precedence.rule(revision(2), revision(2))).isEqualTo(Ruling.FOLLOWS);
    }

    /** Four megabytes of JSON are read once. */
    @Test
    void whatWasReadWithTheRecordIsNotReadAgain() {
        FakeDelivery unreadable = FakeDelivery.of(KEY, new byte[] {'{'}, 0);
        Object reading = precedence.read(KEY, revision(2).value());
        assertThat(precedence.request(unreadable.readAs(reading))).isSameAs(reading);
        Object refusal = precedence.read(KEY, NO_SECTIONS);
        assertThatThrownBy(() -> precedence.request(unreadable.readAs(refusal))).isSameAs(refusal);
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

    @Test
    void ofPreChecksTheNewestOfTheSameDocumentOrSectionIsWanted() {
        NewestRevision preChecks = new NewestRevision(RequestReader.ofPreChecks(codec));
        assertThat(preChecks.rule(preCheck("1", null, 2), preCheck("1", null, 1)))
                .isEqualTo(Ruling.SUPERSEDES);
        assertThat(preChecks.rule(preCheck("1", "a", 1), preCheck("1", "a", 2))).isEqualTo(Ruling.IS_SUPERSEDED);
        // written alike: the whole of the document "1#a", and the section "a" of the document "1"
        assertThat(preChecks.rule(preCheck("1#a", null, 2), preCheck("1", "a", 1)))
                .isEqualTo(Ruling.FOLLOWS);
        assertThat(preChecks.rule(FakeDelivery.of("project:1", null, 0), preCheck("1", null, 1)))
                .isEqualTo(Ruling.STANDS_ALONE);
    }

    private Delivery preCheck(String id, String section, long revision) {
        Submission content = new Submission(
                "project", id, revision, Mode.PRECHECK, null, List.of(new Section("a", "text")), null, null);
        return FakeDelivery.of(new CheckKey(content.key(), section).toString(), codec.write(content), 0);
    }

    private Delivery revision(long revision) {
        return record(codec.write(new Submission(
                "project", "1", revision, Mode.SUBMIT, null, List.of(new Section("a", "text")), APPLICANT, null)));
    }

    private static Delivery record(byte[] value) {
        return FakeDelivery.of(KEY, value, 0);
    }
}
