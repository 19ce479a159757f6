package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.Retention;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sections are scanned, and which are known. */
class SectionReuseTest extends HandlerTest {
    private static final int SECTIONS = 6;

    private long revision;

    @BeforeEach
    void putReferences() {
        bench.threeReferences();
        bench.tables.putReference("r4", 1, "声学定位", REUSED);
        bench.follow();
    }

    private static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (int s = 0; s < SECTIONS; s++) {
            sections.add(new Section("论证项" + s, "第" + s + "节，" + (s == 2 ? REUSED : "另有新意")));
        }
        return sections;
    }

    private void preCheckEach(List<Section> sections) {
        for (Section section : sections) {
            bench.preCheckHandler.handle(bench.preCheckOfSection("1", section.key(), ++revision, section.text()));
        }
    }

    private Verdict submit(List<Section> sections, String userId) {
        bench.handler.handle(bench.delivery(
                new Submission(
                        "project",
                        "1",
                        ++revision,
                        Mode.SUBMIT,
                        "题目",
                        sections,
                        new Applicant(userId, null, null),
                        null),
                revision));
        List<Verdict> verdicts = bench.tables.verdicts("1");
        return verdicts.get(verdicts.size() - 1);
    }

    private int pagesScannedBy(Runnable check) {
        int before = bench.index.pagesScanned.get();
        check.run();
        return bench.index.pagesScanned.get() - before;
    }

    private int sectionsScannedBy(Runnable check) {
        double before = bench.sections("scanned");
        check.run();
        return (int) (bench.sections("scanned") - before);
    }

    @Test
    void aSubmissionWhoseSectionsWereAllPreCheckedScansNoPage() {
        preCheckEach(sections());

        assertThat(pagesScannedBy(() -> submit(sections(), "u"))).isZero();

        Verdict verdict = bench.tables.verdicts("1").get(SECTIONS);
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(verdict.matches()).singleElement().satisfies(match -> {
            assertThat(match.documentId()).isEqualTo("r4");
            assertThat(match.passages()).extracting(Verdict.Passage::section).containsExactly("论证项2");
        });
        assertThat(bench.sections("reused")).isEqualTo(SECTIONS);
        assertThat(bench.sections("scanned")).isZero();
        assertThat(bench.count("dupcheck.check.reused")).as("no verdict was").isZero();
    }

    @Test
    void theOneSectionThatIsNotKnownIsScanned() {
        List<Section> sections = sections();
        preCheckEach(sections.subList(1, SECTIONS));
        List<String> scanned = new ArrayList<>();
        bench.index.hook = (page, submission) -> {
            if (page == 0) {
                submission.sections().forEach(section -> scanned.add(section.key()));
            }
        };

        submit(sections, "u");

        assertThat(scanned).containsExactly("论证项0");
        assertThat(bench.sections("reused")).isEqualTo(SECTIONS - 1);
        assertThat(bench.sections("scanned")).isEqualTo(1);
    }

    @Test
    void anEditOfOneSectionAfterASubmissionScansThatSectionAlone() {
        List<Section> sections = sections();
        submit(sections, "u");
        sections.set(4, new Section("论证项4", "改过的" + REUSED));

        assertThat(sectionsScannedBy(() -> submit(sections, "u"))).isEqualTo(1);

        Verdict verdict = bench.tables.verdicts("1").get(1);
        assertThat(verdict.matches())
                .singleElement()
                .satisfies(match -> assertThat(match.passages())
                        .extracting(Verdict.Passage::section)
                        .containsExactly("论证项2", "论证项4"));
    }

    /** A section is known by its text. */
    @Test
    void aSectionThatIsRenamedOrMovedIsKnownAndToldUnderItsNewName() {
        List<Section> sections = sections();
        submit(sections, "u");
        Section moved = sections.remove(2);
        sections.add(new Section("新名", moved.text()));

        assertThat(sectionsScannedBy(() -> submit(sections, "u"))).isZero();

        assertThat(bench.tables.verdicts("1").get(1).matches())
                .singleElement()
                .satisfies(match -> assertThat(match.passages())
                        .extracting(Verdict.Passage::section)
                        .containsExactly("新名"));
    }

    @Test
    void aTextThatStandsInTwoSectionsIsToldInBoth() {
        List<Section> sections = List.of(new Section("一", REUSED), new Section("二", REUSED));

        assertThat(submit(sections, "u").matches())
                .singleElement()
                .satisfies(match -> assertThat(match.passages())
                        .extracting(Verdict.Passage::section)
                        .containsExactly("一", "二"));
        assertThat(bench.tables.count("section_result")).isEqualTo(1);
    }

    @Test
    void ofAnotherCorpusVersionNothingIsUsed() {
        submit(sections(), "u");
        bench.tables.putReference("r5", 1, "别处", "别处的话");

        assertThat(sectionsScannedBy(() -> submit(sections(), "u"))).isEqualTo(SECTIONS);
    }

    @Test
    void ofAnotherPolicyNothingIsUsed() {
        submit(sections(), "u");
        bench.tables.policy("project", new Thresholds(.9, null, null));

        assertThat(sectionsScannedBy(() -> submit(sections(), "u"))).isEqualTo(SECTIONS);
    }

    @Test
    void whatWasFoundForAnApplicantWithDocumentsOfHisOwnIsUsedForNobodyElse() {
        bench.tables.putReference("r5", 1, "甲的", "甲的文字");
        bench.tables.setOwner("r5", "a");
        bench.tables.putReference("r6", 1, "乙的", "乙的文字");
        bench.tables.setOwner("r6", "b");
        submit(sections(), "a");

        assertThat(sectionsScannedBy(() -> submit(sections(), "b"))).isEqualTo(SECTIONS);
        assertThat(sectionsScannedBy(() -> submit(sections(), "nobody"))).isEqualTo(SECTIONS);
    }

    /** Where own documents count like others, it does not matter whose they are. */
    @Test
    void whereThePolicyLeavesNoOwnDocumentsOutTheApplicantDoesNotMatter() {
        bench.tables.putReference("r5", 1, "甲的", "甲的文字");
        bench.tables.setOwner("r5", "a");
        bench.tables.policy(new Policy(
                "project",
                0,
                Thresholds.DEFAULT,
                new LeftOut(false, true, false, false, List.of()),
                List.of(),
                null,
                null,
                OpenSubmissions.OFF,
                .05,
                30));
        submit(sections(), "a");

        assertThat(sectionsScannedBy(() -> submit(sections(), "b"))).isZero();
    }

    @Test
    void anotherDocumentsSectionsAreNotUsed() {
        submit(sections(), "u");

        assertThat(sectionsScannedBy(() -> bench.handler.handle(bench.delivery(
                        new Submission(
                                "project",
                                "2",
                                1L,
                                Mode.SUBMIT,
                                "题目",
                                sections(),
                                new Applicant("u", null, null),
                                null),
                        0))))
                .isEqualTo(SECTIONS);
    }

    @Test
    void theNewestOfEachSectionIsKeptAndGoesWhenItsTimeIsUp() {
        List<Section> sections = sections();
        submit(sections, "u");
        sections.set(0, new Section("论证项0", "改过的"));
        submit(sections, "u");
        assertThat(bench.tables.count("section_result")).isEqualTo(SECTIONS);
        try (Retention retention = bench.retention()) {
            bench.clock.advance(Duration.ofDays(6));
            retention.runAll();
            assertThat(bench.tables.count("section_result")).isEqualTo(SECTIONS);
            bench.clock.advance(Duration.ofDays(2));
            retention.runAll();
            assertThat(bench.tables.count("section_result")).isZero();
        }
    }
}
