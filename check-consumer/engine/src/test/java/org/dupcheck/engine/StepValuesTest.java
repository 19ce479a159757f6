package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.dupcheck.engine.align.Alignment;
import org.dupcheck.engine.align.AlignmentBytes;
import org.dupcheck.engine.base.MalformedValueException;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Followed;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.Selection;
import org.dupcheck.engine.search.SelectionBytes;
import org.junit.jupiter.api.Test;

/** Bytes that were altered on their way are refused, or are a value that the next step can take. */
class StepValuesTest {
    private static final int ROUNDS = Integer.getInteger("dupcheck.rounds", 20_000);
    /** Bytes of memory for a byte that is read, and for reading anything at all. */
    private static final long MEMORY_EACH = 256;

    private static final long MEMORY = 64 << 10;

    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Texts texts = new Texts(seed, 1_500);
    private final Snapshot view;
    private final PreparedQuery query;
    private final SectionQuery section;
    private final List<PageScan> scans;
    private final Shard shard;
    private final byte[] scan;
    private final byte[] followed;
    private final byte[] selection;
    private final byte[] chosen;
    private final byte[] alignment;

    StepValuesTest() {
        List<Document> references = new ArrayList<>();
        String common = texts.text(120);
        for (int d = 0; d < 60; d++) {
            references.add(Texts.document("r" + d, texts.text(200) + common, texts.text(150)));
        }
        view = (Snapshot) Check.index(Check.paged(20), references).view();
        String a = references.get(3).sections().get(0).text();
        String b = references.get(44).sections().get(1).text();
        Document submission = Texts.document("q", texts.text(50) + a + texts.edited(b, .1) + common);
        CheckOptions options = new CheckOptions(Set.of(), true, true, true, true, List.of());
        query = (PreparedQuery) view.query(submission, options, view.statistics());
        section = query.sections().get(0);
        scans = Engine.cast(view.scan(query));
        shard = view.engine().shard(query, view.pages(), scans);
        byte[][] taken = new byte[4][];
        Shard spy = new Shard() {
            @Override
            public boolean has(int page) {
                return true;
            }

            @Override
            public Selection select(int number, Followed all) {
                taken[0] = SelectionBytes.write(all);
                Selection value = shard.select(number, all);
                taken[1] = SelectionBytes.write(value);
                return value;
            }

            @Override
            public Alignment align(int number, List<Candidate> candidates) {
                taken[2] = SelectionBytes.write(candidates);
                Alignment value = shard.align(number, candidates);
                taken[3] = AlignmentBytes.write(value);
                return value;
            }
        };
        assertThat(view.engine()
                        .sections(query, view.pages(), scans, List.of(spy))
                        .get(0)
                        .matches())
                .hasSizeGreaterThan(1);
        scan = SelectionBytes.write(scans.get(0));
        followed = taken[0];
        selection = taken[1];
        chosen = taken[2];
        alignment = taken[3];
    }

    /** Reads bytes and hands what they are to the next step. */
    private interface Taker {
        void take(byte[] bytes);
    }

    @Test
    void alteredBytesAreRefusedOrAreAValueThatTheNextStepTakes() {
        System.out.println("StepValuesTest: dupcheck.seed=" + seed);
        int refused = alter("scan", scan, bytes -> {
            PageScan value = read(bytes, b -> SelectionBytes.readScan(b, query, view.pages()));
            List<PageScan> all = new ArrayList<>(scans);
            all.set(value.page(), value);
            view.engine()
                    .sections(query, view.pages(), all, List.of(view.engine().shard(query, view.pages(), all)));
        });
        refused += alter("followed", followed, bytes -> {
            Followed value = read(bytes, b -> SelectionBytes.readFollowed(b, section, view.pages()));
            shard.select(0, value);
        });
        refused += alter("selection", selection, bytes -> {
            Selection value = read(bytes, b -> SelectionBytes.readSelection(b, section, view.pages()));
            conclude(value, null);
        });
        refused += alter("chosen", chosen, bytes -> {
            List<Candidate> value = read(bytes, b -> SelectionBytes.readCandidates(b, section, view.pages()));
            shard.align(0, value);
        });
        refused += alter("alignment", alignment, bytes -> {
            Alignment value = read(bytes, b -> AlignmentBytes.read(b, section, view.pages()));
            conclude(null, value);
        });
        // otherwise nothing was altered, or nothing ever taken
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 100);
    }

    /** How many of the trials were refused. */
    private int alter(String name, byte[] bytes, Taker taker) {
        int refused = 0;
        for (int round = 0; round < ROUNDS / 5; round++) {
            byte[] altered = altered(bytes);
            try {
                taker.take(altered);
            } catch (MalformedValueException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + name + ": " + Arrays.toString(altered), e);
            }
        }
        return refused;
    }

    private byte[] altered(byte[] bytes) {
        byte[] altered = bytes.clone();
        if (random.nextInt(8) == 0) {
            return Arrays.copyOf(altered, random.nextInt(altered.length + 8));
        }
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            // often near the start, where the lengths are
            int at = random.nextBoolean()
                    ? random.nextInt(altered.length)
                    : random.nextInt(Math.min(24, altered.length));
            altered[at] = (byte) (random.nextBoolean() ? altered[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
        return altered;
    }

    private <T> T read(byte[] bytes, Function<byte[], T> reader) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            return reader.apply(bytes);
        } finally {
            long taken = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(taken).as("seed %d", seed).isLessThan(MEMORY + MEMORY_EACH * bytes.length);
        }
    }

    /** The check with one of its steps' values in the place of the true one. */
    private void conclude(Selection selected, Alignment aligned) {
        Shard altered = new Shard() {
            @Override
            public boolean has(int page) {
                return true;
            }

            @Override
            public Selection select(int number, Followed all) {
                return selected != null ? selected : shard.select(number, all);
            }

            @Override
            public Alignment align(int number, List<Candidate> candidates) {
                return aligned != null ? aligned : shard.align(number, candidates);
            }
        };
        view.engine().sections(query, view.pages(), scans, List.of(altered));
    }

    @Test
    void aValueOfAnotherKindOrVersionIsRefusedByName() {
        assertThatThrownBy(() -> SelectionBytes.readFollowed(selection, section, view.pages()))
                .isInstanceOf(MalformedValueException.class)
                .hasMessageStartingWith("kind: ");
        byte[] newer = alignment.clone();
        newer[0]++;
        assertThatThrownBy(() -> AlignmentBytes.read(newer, section, view.pages()))
                .isInstanceOf(MalformedValueException.class)
                .hasMessageStartingWith("version: ");
        assertThatThrownBy(() ->
                        AlignmentBytes.read(Arrays.copyOf(alignment, alignment.length + 1), section, view.pages()))
                .isInstanceOf(MalformedValueException.class)
                .hasMessageStartingWith("end: ");
        assertThatThrownBy(() -> AlignmentBytes.read(new byte[0], section, view.pages()))
                .isInstanceOf(MalformedValueException.class)
                .hasMessageStartingWith("version: ");
    }
}
