package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.SelectionBytes;
import org.junit.jupiter.api.Test;

/** A check comes to the same, however many pages there are and whoever does its steps for which of them. */
class ShardTest {
    private static final int ROUNDS = Integer.getInteger("dupcheck.rounds", 25);
    private static final int[] PARTS = {1, 2, 8, 12};

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Texts texts = new Texts(seed, 1_500);
    private final Cases cases = new Cases(random, texts);

    @Test
    void anyPartingOfThePagesGivesTheSameResult() {
        System.out.println("ShardTest: dupcheck.seed=" + seed);
        int matched = 0;
        int common = 0;
        int leftOut = 0;
        int most = 0;
        for (int round = 0; round < ROUNDS; round++) {
            EngineSettings settings = random.nextInt(8) == 0
                    ? Check.exact(1 + random.nextInt(7))
                    : Check.paged(1 + random.nextInt(random.nextBoolean() ? 4 : 40));
            List<Document> references = cases.references();
            ReferenceIndex index = history(settings, references);
            Snapshot view = (Snapshot) index.view();
            most = Math.max(most, view.pageCount());
            EngineSettings onePage = new EngineSettings(1_000, settings.reportingFloorBits(), settings.floorTokens());
            Snapshot whole = (Snapshot) Check.index(onePage, references).view();
            Statistics statistics = random.nextInt(4) == 0 ? Statistics.NONE : view.statistics();
            for (int q = 0; q < 4; q++) {
                Document submission = cases.submission(references);
                CheckOptions options = cases.options(references);
                Comparison expected = whole.compare(submission, options, statistics);
                for (int parts : PARTS) {
                    assertThat(sharedOut(view, submission, options, statistics, parts))
                            .as("seed %d, round %d, submission %d, %d parts", seed, round, q, parts)
                            .isEqualTo(expected);
                }
                matched += expected.matches().size();
                common += expected.commonText().passages().size();
                leftOut += (int) expected.exclusions().stream()
                        .filter(exclusion -> exclusion.matchedTokens() > 0)
                        .count();
            }
        }
        // otherwise the trials show nothing
        assertThat(matched).as("matches").isGreaterThan(ROUNDS);
        assertThat(common).as("common text").isPositive();
        assertThat(leftOut).as("text left out").isPositive();
        assertThat(most).as("pages").isGreaterThan(PARTS[PARTS.length - 1]);
    }

    /** So many repeats that not all can be followed: what is given up, and what is told of it, must not depend on the parting. */
    @Test
    void whatIsGivenUpDoesNotDependOnTheParting() {
        System.out.println("ShardTest: dupcheck.seed=" + seed);
        String form = texts.text(400);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 70; d++) {
            String own = d < 35 ? form.substring(200) : form.substring(0, 200);
            references.add(Texts.document("r" + d, texts.text(40) + own + texts.text(30) + own.substring(60)));
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < 20_000) {
            int from = random.nextInt(300);
            text.append(form, from, from + 30 + random.nextInt(60)).append(texts.text(3));
        }
        Document submission = Texts.document("q", text.toString());
        Snapshot view = (Snapshot) history(Check.paged(5), references).view();
        Snapshot whole = (Snapshot) Check.index(Check.paged(1_000), references).view();
        Statistics statistics = view.statistics();
        Comparison expected = whole.compare(submission, CheckOptions.DEFAULT, statistics);
        assertThat(expected.signals()).isNotEmpty();
        for (int parts : PARTS) {
            assertThat(sharedOut(view, submission, CheckOptions.DEFAULT, statistics, parts))
                    .as("seed %d, %d parts", seed, parts)
                    .isEqualTo(expected);
        }
    }

    /** The documents arrive in some order, with some that go again, and some that had another text before. */
    private ReferenceIndex history(EngineSettings settings, List<Document> references) {
        List<Change> changes = new ArrayList<>();
        for (Document document : references) {
            if (random.nextInt(4) == 0) {
                Document other = references.get(random.nextInt(references.size()));
                changes.add(0, new Change.Put(new Document(document.id(), null, other.sections())));
            }
            if (random.nextInt(4) == 0) {
                Document.Id gone = new Document.Id("t0", "gone" + changes.size());
                changes.add(0, new Change.Put(new Document(gone, null, document.sections())));
                changes.add(new Change.Remove(gone));
            }
            changes.add(new Change.Put(document));
        }
        ReferenceIndex index = ReferenceIndex.empty(settings);
        long version = 0;
        for (int from = 0; from < changes.size(); ) {
            int to = Math.min(changes.size(), from + 1 + random.nextInt(12));
            index.apply(changes.subList(from, to), ++version);
            from = to;
        }
        return index;
    }

    private Comparison sharedOut(
            Snapshot view, Document submission, CheckOptions options, Statistics statistics, int parts) {
        PreparedQuery query = (PreparedQuery) view.query(submission, options, statistics);
        List<PageScan> scans = new ArrayList<>(Engine.cast(view.scan(query)));
        Collections.shuffle(scans, random);
        List<List<PageScan>> parted = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            parted.add(new ArrayList<>());
        }
        scans.forEach(scan -> parted.get(random.nextInt(parts)).add(scan));
        List<Shard> shards = new ArrayList<>();
        for (List<PageScan> part : parted) {
            PreparedQuery own = (PreparedQuery) view.query(submission, options, statistics);
            shards.add(new SentShard(view, query, own, part));
        }
        List<PageScan> sent = scans.stream()
                .map(scan -> SentShard.through(
                        scan, SelectionBytes::write, bytes -> SelectionBytes.readScan(bytes, query, view.pages())))
                .toList();
        return view.compose(submission, view.engine().sections(query, view.pages(), sent, shards));
    }
}
