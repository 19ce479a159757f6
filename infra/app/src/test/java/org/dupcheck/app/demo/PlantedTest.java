package org.dupcheck.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.junit.jupiter.api.Test;

/** What the demo plants is what the engine finds: else the demo would fail where nothing is wrong. */
class PlantedTest {
    private static final int DOCUMENTS = 40;
    /** How many seeds to try, from 1 on; each takes about a tenth of a second. */
    private static final int SEEDS = Integer.getInteger("dupcheck.demo.seeds", 8);

    @Test
    void plantedPassagesAreFoundWithTheirBordersAndFreshTextsAreClean() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            DemoTexts library = new DemoTexts(seed, DOCUMENTS);
            Application clean = library.fresh();
            Planted one = library.plant(library.fresh(), "立项背景", 180);
            Planted two = library.plant(one.application(), "技术路线", 60);
            ReferenceIndex.View references = references(seed);

            assertThat(passages(references, clean)).as("clean, seed %s", seed).isEmpty();
            assertThat(passages(references, two.application()))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrder(line(one), line(two));
        }
    }

    private static String line(Planted planted) {
        return line(
                planted.source(),
                planted.section(),
                planted.start(),
                planted.end(),
                planted.sourceSection(),
                planted.sourceStart(),
                planted.sourceEnd());
    }

    private static String line(Object... parts) {
        return List.of(parts).toString();
    }

    private static ReferenceIndex.View references(long seed) {
        ApplicationWriter writer = new ApplicationWriter(seed);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            changes.add(new Change.Put(document(DemoTexts.id(i), writer.next(DemoTexts.SECTION))));
        }
        ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
        index.apply(changes, 1);
        return index.view();
    }

    private static Document document(String id, Application application) {
        return new Document(
                new Document.Id("initiation", id),
                null,
                application.sections().stream()
                        .map(section -> new Document.Section(section.key(), section.text()))
                        .toList());
    }

    private static List<String> passages(ReferenceIndex.View view, Application application) {
        Comparison comparison = view.compare(document("P", application), CheckOptions.DEFAULT);
        List<String> lines = new ArrayList<>();
        for (Comparison.Match match : comparison.matches()) {
            for (Comparison.Passage passage : match.passages()) {
                lines.add(line(
                        match.document().id(),
                        passage.section(),
                        passage.start(),
                        passage.end(),
                        passage.sourceSection(),
                        passage.sourceStart(),
                        passage.sourceEnd()));
            }
        }
        return lines;
    }
}
