package org.dupcheck.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

class ApplicationWriterTest {
    private static final int APPLICATIONS = 96;

    @Test
    void noRunOfThirteenTokensComesTwiceInAllTheApplications() {
        ApplicationWriter writer = new ApplicationWriter(7);
        Set<String> runs = new HashSet<>();
        int count = 0;
        for (int i = 0; i < APPLICATIONS; i++) {
            for (Section section : writer.next(300).sections()) {
                List<String> tokens = Runs.tokens(section.text());
                for (int at = 0; at + Runs.LENGTH <= tokens.size(); at++) {
                    runs.add(String.join(" ", tokens.subList(at, at + Runs.LENGTH)));
                    count++;
                }
            }
        }
        assertThat(runs).hasSize(count);
        assertThat(count).isGreaterThan(APPLICATIONS * 5 * 200);
    }

    @Test
    void theSameSeedGivesTheSameApplicationsAndAnotherSeedOthers() {
        assertThat(five(3)).isEqualTo(five(3)).isNotEqualTo(five(4));
    }

    @Test
    void anApplicationHasATitleAndTheFiveSectionsWithoutAnOpenSlot() {
        Application application = new ApplicationWriter(1).next(250);
        assertThat(application.title()).isNotBlank().doesNotContain("{");
        assertThat(application.sections())
                .extracting(Section::key)
                .containsExactly("立项背景", "研究内容", "技术路线", "创新点", "预期成果");
        assertThat(application.sections())
                .allSatisfy(section -> assertThat(section.text())
                        .hasSizeGreaterThanOrEqualTo(250)
                        .endsWith("。")
                        .doesNotContain("{"));
    }

    private static List<Application> five(long seed) {
        ApplicationWriter writer = new ApplicationWriter(seed);
        List<Application> applications = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            applications.add(writer.next(200));
        }
        return applications;
    }
}
