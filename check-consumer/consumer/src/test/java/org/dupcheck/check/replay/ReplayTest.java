package org.dupcheck.check.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.check.replay.ReplayRefusedException.Reason;
import org.dupcheck.check.verdict.ConfirmationSettings;
import org.dupcheck.check.verdict.VerdictSettings;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.Verdict.Ratio;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verdict that is made once more, after the reference set has moved on. */
class ReplayTest extends DatabaseTest {
    private static final VerdictSettings SETTINGS = VerdictSettings.defaults();
    private static final CheckVersions VERSIONS = new CheckVersions(ReferenceIndex.engineVersion(), SETTINGS.version());
    private static final int DOCUMENTS = 30;

    private HandlerBench node;
    private Replay replay;

    @BeforeEach
    void setUp() {
        node = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO, VERSIONS);
        replay = new Replay(database, SETTINGS, Clock.systemUTC());
        for (int i = 0; i < DOCUMENTS; i++) {
            node.tables.putReference("r" + i, 1, "题" + i, text(i));
        }
    }

    /** Wording of its own for each seed. */
    private static String text(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append((char) (0x4e00 + random.nextInt(3_000)));
            if (i % 17 == 16) {
                text.append('，');
            }
        }
        return text.toString();
    }

    /** Of several documents, and wording of its own. */
    private static String copied(int... seeds) {
        StringBuilder copied = new StringBuilder(text(999));
        for (int seed : seeds) {
            copied.append(text(seed), 20, 140);
        }
        return copied.toString();
    }

    private Verdict checked(String id, long revision, String text) {
        node.handler.handle(node.submission(id, revision, text, revision));
        List<Verdict> verdicts = node.tables.verdicts(id);
        return verdicts.get(verdicts.size() - 1);
    }

    private void assertSame(Verdict verdict) {
        Replay.Outcome outcome = replay.run(verdict.verdictId());
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.made()).isEqualTo(outcome.stored());
    }

    /** Edits, a deletion, an approval, another owner, enough of them for new statistics, and another policy. */
    private void moveOn() {
        node.tables.editReference("r1", 2, "题改", text(101));
        node.tables.editReference("r1", 3, "题再改", text(1) + text(102));
        node.tables.removeReference("r2", 2);
        node.tables.removeReference("r4", 2);
        node.tables.putReference("r4", 3, "题又来", text(4));
        for (int i = 200; i < 220; i++) {
            node.tables.putReference("r" + i, 1, "新" + i, text(i));
        }
        node.tables.policy("project", new Thresholds(.9, null, null));
    }

    @Test
    void theBytesAreTheSameAfterTheReferenceSetThePolicyAndTheStatisticsHaveMovedOn() {
        node.tables.setOwner("r3", "u"); // the applicant's own
        node.tables.setOrigin("r5", "project", "1"); // came from this very submission
        node.tables.policy("project", new Thresholds(.2, null, null));
        Verdict first = checked("1", 1, copied(1, 2, 3, 4, 5));
        assertThat(first.matches()).extracting(Verdict.Match::documentId).containsExactlyInAnyOrder("r1", "r2", "r4");
        assertThat(first.ratios())
                .filteredOn(ratio -> ratio.name().equals("ownDocuments"))
                .extracting(Ratio::leftOut)
                .allMatch(leftOut -> leftOut > 100);
        assertSame(first);

        moveOn();
        node.tables.editReference("r3", 2, "题改", text(103));
        node.tables.removeReference("r5", 2);
        Verdict second = checked("1", 2, copied(1, 2, 3, 4, 5));
        assertThat(second.statisticsVersion()).isGreaterThan(first.statisticsVersion());
        assertThat(second.matches()).hasSameSizeAs(List.of("r1", "r4"));

        assertSame(first);
        assertSame(second);
    }

    @Test
    void statisticsThatWereReplacedAreTakenAgainFromTheDocumentsOfTheirTime() {
        checked("0", 1, copied(7)); // takes statistics
        node.tables.editReference("r6", 2, "题改", text(106));
        Verdict verdict = checked("1", 1, copied(1, 6));
        assertThat(verdict.statisticsVersion()).isEqualTo(DOCUMENTS);
        assertThat(verdict.corpusVersion()).isEqualTo(DOCUMENTS + 1);
        byte[] taken = bytes(node.epochs.inForce());
        assertSame(verdict);

        moveOn();
        checked("2", 1, copied(8));
        assertThat(node.epochs.inForce().corpusVersion()).isGreaterThan(DOCUMENTS + 1);

        assertSame(verdict);
        PastReferences past = new PastReferences(Store.on(database), node.codec, SETTINGS.engine());
        assertThat(bytes(past.at(DOCUMENTS).view().statistics())).isEqualTo(taken);
    }

    private static byte[] bytes(Statistics statistics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        statistics.write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void aVerdictThatWasTakenOverOrThatAChangeBroughtIsMadeAgainToo() {
        checked("1", 1, copied(1));
        Verdict unchanged = checked("1", 2, copied(1));
        assertThat(unchanged.reason()).isEqualTo(VerdictReason.UNCHANGED);
        node.settle();
        node.tables.putReference("new", 1, "新", text(999));
        node.settle();
        List<Verdict> verdicts = node.tables.verdicts("1");
        Verdict changed = verdicts.get(verdicts.size() - 1);
        assertThat(changed.reason()).isEqualTo(VerdictReason.CORPUS_CHANGE);
        moveOn();

        assertSame(unchanged);
        assertSame(changed);
    }

    @Test
    void onceAReplacedTextIsGoneItIsRefusedAndSaidWhy() {
        Verdict early = checked("1", 1, copied(1));
        node.tables.editReference("r1", 2, "题改", text(101));
        Verdict late = checked("2", 1, copied(7));
        node.tables.putReference("r40", 1, "新", text(40));
        Store store = Store.on(database);
        store.run(tables -> tables.replacedTexts().purge(Instant.EPOCH.plusSeconds(1), 500));

        assertRefused(early.verdictId(), Reason.NO_REFERENCE_TEXT, "project:r1 in revision 1 is no longer kept");

        int gone = store.inTransaction(tables -> tables.referencePast().purge(Instant.EPOCH.plusSeconds(1), 500));
        assertThat(gone).isEqualTo(1);
        assertRefused(
                early.verdictId(),
                Reason.NO_PAST,
                "the reference set of corpus version 30 cannot be put together: it is known from 31 on");
        assertSame(late);
    }

    @Test
    void aTextUnderTheSameRevisionThatIsNotTheOneOfThenIsRefused() {
        Verdict verdict = checked("1", 1, copied(1));
        node.tables.editReference("r1", 2, "题改", text(101));
        database.inTransaction(session -> session.update("update reference_text set title = '另一'"));

        assertRefused(verdict.verdictId(), Reason.NO_REFERENCE_TEXT, "is not the one that was in force");
    }

    @Test
    void aVerdictThatWasChangedInTheDatabaseIsTold() {
        Verdict verdict = checked("1", 1, copied(1, 2));
        String id = verdict.verdictId();

        forge("\"containment\":" + verdict.containment(), "\"containment\":0.01");
        assertThat(replay.run(id).differences())
                .hasSizeGreaterThanOrEqualTo(1)
                .first()
                .isEqualTo("containment: stored 0.01, made again " + verdict.containment());
        forge("\"containment\":0.01", "\"containment\":" + verdict.containment());
        assertSame(verdict);

        forge("\"tokens\"", " \"tokens\"");
        assertThat(replay.run(id).differences())
                .singleElement()
                .asString()
                .startsWith("the fields are the same, the bytes are not, from character ");
        forge("\"corpusVersion\":30", "\"corpusVersion\":9");
        assertThat(replay.run(id).differences())
                .containsExactly("what the stored verdict names makes another id than the one it has");
        forge("\"revision\":", "\"Revision\":");
        assertThat(replay.run(id).differences()).singleElement().asString().startsWith("what is stored is no verdict");
    }

    private static void forge(String from, String to) {
        database.inTransaction(session ->
                session.update("update verdict set body = cast(replace(cast(body as text), ?, ?) as json)", from, to));
    }

    @Test
    void aSubmissionWhoseTextWasChangedIsTold() {
        Verdict verdict = checked("1", 1, copied(1));
        database.inTransaction(session -> session.update(
                "update submission set sections = cast(replace(cast(sections as text), '，', '。') as json)"));

        assertThat(replay.run(verdict.verdictId()).differences())
                .anyMatch(difference -> difference.startsWith("contentHash: "));
    }

    @Test
    void whatItRestsOnAndIsNotThereIsNamed() {
        assertRefused("none", Reason.UNKNOWN_VERDICT, "there is no verdict none");
        Verdict verdict = checked("1", 1, copied(1));
        node.preCheckHandler.handle(node.preCheck("2", 1, copied(1), 0));
        assertRefused(node.tables.preCheck("2", "").orElseThrow().verdictId(), Reason.PRE_CHECK, "of a pre-check");

        Replay others = new Replay(database, withLeastTokens(7), Clock.systemUTC());
        assertThatThrownBy(() -> others.run(verdict.verdictId()))
                .isInstanceOfSatisfying(
                        ReplayRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER_SETTINGS))
                .hasMessageContaining(SETTINGS.version());

        database.inTransaction(session -> session.update("update corpus_state set version = 3"));
        assertRefused(verdict.verdictId(), Reason.NO_SUCH_VERSION, "is at corpus version 3");
        database.inTransaction(session -> session.update("delete from submission"));
        assertRefused(verdict.verdictId(), Reason.NO_SUBMISSION, "text is no longer kept");
    }

    private void assertRefused(String verdictId, Reason reason, String why) {
        assertThatThrownBy(() -> replay.run(verdictId))
                .isInstanceOfSatisfying(
                        ReplayRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(why);
    }

    private static VerdictSettings withLeastTokens(int leastTokens) {
        return new VerdictSettings(
                SETTINGS.engine(), SETTINGS.statisticsShare(), new ConfirmationSettings(leastTokens, 120));
    }

    @Test
    void itWritesNothing() {
        Verdict verdict = checked("1", 1, copied(1));
        long statistics = node.tables.count("corpus_statistics_part");
        moveOn();
        assertSame(verdict);

        assertThat(node.tables.count("verdict")).isEqualTo(1);
        assertThat(node.tables.count("corpus_statistics_part")).isEqualTo(statistics);
        assertThat(node.publisher.published).hasSize(1);
    }
}
