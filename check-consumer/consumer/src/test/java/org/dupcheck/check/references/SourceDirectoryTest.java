package org.dupcheck.check.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.engine.Document;
import org.junit.jupiter.api.Test;

class SourceDirectoryTest {
    private static final Document.Id ONE = new Document.Id("project", "1");
    private static final Document.Id TWO = new Document.Id("project", "2");

    private final SourceDirectory directory = new SourceDirectory();

    @Test
    void anOlderStateShowsWhatWasReplacedAndRemovedSince() {
        SourceDirectory.At first = directory.advance(Map.of(ONE, source(1), TWO, source(1)));
        SourceDirectory.At second = directory.advance(Map.of(ONE, source(2)));
        Map<Document.Id, SourceDirectory.Source> removal = new HashMap<>();
        removal.put(ONE, null);
        SourceDirectory.At third = directory.advance(removal);

        assertThat(first.find(ONE)).isEqualTo(source(1));
        assertThat(first.find(TWO)).isEqualTo(source(1));
        assertThat(second.find(ONE)).isEqualTo(source(2));
        assertThat(third.find(ONE)).isNull();
        assertThat(third.find(TWO)).isEqualTo(source(1));
        assertThat(directory.size()).isEqualTo(1);
    }

    @Test
    void everyStateStaysAsItWas() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Document.Id, SourceDirectory.Source> model = new HashMap<>();
        List<SourceDirectory.At> states = new ArrayList<>(List.of(directory.current()));
        List<Map<Document.Id, SourceDirectory.Source>> models = new ArrayList<>(List.of(Map.of()));
        for (int step = 0; step < 200; step++) {
            Map<Document.Id, SourceDirectory.Source> changes = new HashMap<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                Document.Id id = new Document.Id("project", "" + random.nextInt(10));
                BusinessKey origin = random.nextBoolean() ? null : new BusinessKey("project", "" + random.nextInt(3));
                changes.put(
                        id, random.nextInt(3) == 0 ? null : new SourceDirectory.Source(step, "title " + step, origin));
            }
            changes.forEach((id, source) -> {
                if (source == null) {
                    model.remove(id);
                } else {
                    model.put(id, source);
                }
            });
            states.add(directory.advance(changes));
            models.add(Map.copyOf(model));
        }
        for (int i = 0; i < states.size(); i++) {
            for (Map.Entry<Document.Id, SourceDirectory.Source> entry :
                    models.get(i).entrySet()) {
                assertThat(states.get(i).find(entry.getKey())).isEqualTo(entry.getValue());
            }
            Set<Document.Id> inForce = models.get(i).keySet();
            for (int origin = 0; origin < 3; origin++) {
                BusinessKey key = new BusinessKey("project", "" + origin);
                Set<Document.Id> from = states.get(i).from(key);
                from.removeIf(id -> !inForce.contains(id)); // those that came later are in no page of this state
                assertThat(from).containsExactlyInAnyOrderElementsOf(from(models.get(i), key));
            }
        }
    }

    @Test
    void readersNeverSeeALaterStateThanTheirOwn() throws InterruptedException {
        AtomicReference<String> fault = new AtomicReference<>();
        AtomicBoolean done = new AtomicBoolean();
        record Pinned(SourceDirectory.At at, long revision) {}
        AtomicReference<Pinned> pinned =
                new AtomicReference<>(new Pinned(directory.advance(Map.of(ONE, source(0))), 0));
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                Pinned mine = pinned.get();
                for (int i = 0; i < 50; i++) {
                    SourceDirectory.Source found = mine.at.find(ONE);
                    if (found == null || found.revision() != mine.revision) {
                        fault.set("at " + mine.revision + " found " + found);
                    }
                }
            }
        });
        reader.start();
        for (long revision = 1; revision <= 200_000; revision++) {
            pinned.set(new Pinned(directory.advance(Map.of(ONE, source(revision))), revision));
        }
        done.set(true);
        reader.join();
        assertThat(fault.get()).isNull();
    }

    private static List<Document.Id> from(Map<Document.Id, SourceDirectory.Source> model, BusinessKey origin) {
        return model.entrySet().stream()
                .filter(entry -> origin.equals(entry.getValue().origin()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SourceDirectory.Source source(long revision) {
        return new SourceDirectory.Source(revision, "title " + revision, null);
    }
}
