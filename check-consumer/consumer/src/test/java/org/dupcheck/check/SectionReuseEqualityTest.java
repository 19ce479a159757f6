package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.junit.jupiter.api.Test;

/** Over the engine itself: a verdict put together from what the database keeps of sections is that of a scan. */
class SectionReuseEqualityTest extends DatabaseTest {
    private static final int DOCUMENTS = 25;
    private static final int SUBMISSIONS = 12;
    private static final String FORM = "申报单位承诺以上内容真实有效并对此承担责任\n负责人签字\n";

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> references = new ArrayList<>();
    private long revision;

    @Test
    void aVerdictPutTogetherFromKnownSectionsSaysWhatAScanOfTheWholeSays() {
        System.out.println("SectionReuseEqualityTest: dupcheck.seed=" + seed);
        HandlerBench bench = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
        bench.tables.policy(new Policy(
                        "project",
                        0,
                        Thresholds.DEFAULT,
                        new LeftOut(true, true, true, true, List.of()),
                        List.of(new Template("承诺", FORM)),
                        null,
                        null,
                        OpenSubmissions.OFF,
                        .05,
                        30)
                .withCommonTextCounting(random.nextBoolean()));
        for (int d = 0; d < DOCUMENTS; d++) {
            references.add(text(d % 5 == 0 ? 8 : 200) + (d % 4 == 0 ? FORM : ""));
            bench.tables.putReference("r" + d, 1, "题" + d, references.get(d));
            if (d % 6 == 0) {
                bench.tables.setOwner("r" + d, "u");
            }
        }
        bench.follow();
        int matches = 0;
        for (int s = 0; s < SUBMISSIONS; s++) {
            List<Section> sections = sections();
            for (Section section : sections) {
                if (random.nextInt(4) > 0) {
                    bench.preCheckHandler.handle(
                            bench.delivery(content("a" + s, Mode.PRECHECK, List.of(section)), ++revision));
                }
            }
            double known = bench.sections("reused");
            Verdict together = verdict(bench, content("a" + s, Mode.SUBMIT, sections));
            assertThat(bench.sections("reused") - known)
                    .as("seed %d, submission %d", seed, s)
                    .isBetween(0.0, (double) sections.size());
            double scanned = bench.sections("scanned");
            Verdict scan = verdict(bench, content("b" + s, Mode.SUBMIT, sections));
            assertThat(bench.sections("scanned") - scanned)
                    .as("nothing is known of another document")
                    .isEqualTo(sections.size());
            assertThat(withName(bench, together, "b" + s))
                    .as("seed %d, submission %d", seed, s)
                    .isEqualTo(withName(bench, scan, "b" + s));
            matches += together.matches().size();
        }
        assertThat(bench.sections("reused")).isPositive();
        assertThat(matches).isPositive();
    }

    /** As bytes, under one name: all that two documents' verdicts must differ in is taken from them. */
    private static String withName(HandlerBench bench, Verdict verdict, String businessId) {
        String json = new String(bench.codec.write(verdict), StandardCharsets.UTF_8);
        return json.replace("\"" + verdict.businessId() + "\"", "\"" + businessId + "\"")
                .replace(verdict.verdictId(), "")
                .replaceAll("\"(revision|createdAt)\":[^,]+,", "");
    }

    private static Verdict verdict(HandlerBench bench, Submission content) {
        bench.handler.handle(bench.delivery(content, content.revision()));
        return bench.tables.verdicts(content.businessId()).stream()
                .filter(verdict -> verdict.mode() == Mode.SUBMIT)
                .findFirst()
                .orElseThrow();
    }

    private Submission content(String id, Mode mode, List<Section> sections) {
        return new Submission("project", id, ++revision, mode, "题目", sections, new Applicant("u", null, null), null);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int s = 0; s < count; s++) {
            String reference = references.get(random.nextInt(DOCUMENTS));
            String text = switch (random.nextInt(5)) {
                case 0 -> text(150);
                case 1 -> reference;
                case 2 -> text(40) + "“" + reference + "”[1]。" + text(20);
                case 3 -> FORM + reference + text(60);
                default -> references.get(random.nextInt(DOCUMENTS)) + "与\u200B众" + reference;
            };
            sections.add(new Section("论证项" + s, text));
        }
        return sections;
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            double u = random.nextDouble();
            text.append((char) (0x4E00 + (int) (1_500 * u * u)));
            if (random.nextInt(14) == 0) {
                text.append('，');
            }
        }
        return text.toString();
    }
}
