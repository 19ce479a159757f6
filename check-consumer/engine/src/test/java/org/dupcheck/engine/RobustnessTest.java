package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.engine.text.TextNormalizer;
import org.junit.jupiter.api.Test;

/** No input makes the engine throw or hang, and readers see whole states while a writer writes. */
class RobustnessTest {
    /** Far above what a check takes, also on a busy machine; what takes longer does not end. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String[] ODD = {
        "\uD800",
        "\uDC00",
        "\uD83D\uDE00",
        "a\u0301\u0301\u0301",
        "\u1100\u1161\u11A8",
        "ﬃ",
        "①",
        "㎡",
        "\u200B",
        "\u0000",
        "￿",
        "ｶﾞ",
        "İ",
        "ß",
        "ا",
        "ไทย",
        "한국어",
        "\u0338",
        "，",
        "\r\n",
        "𠀀",
        "12",
        "Z",
        "国",
        "國"
    };

    @Test
    void oddTextsAreComparedWithinBoundsAndOnCodePointBorders() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 200; trial++) {
            String a = odd(random, 400);
            String b = odd(random, 40) + a.substring(random.nextInt(a.length() / 2)) + odd(random, 40);
            ReferenceIndex index = Check.index(
                    random.nextBoolean() ? Check.exact(2) : EngineSettings.defaults(), List.of(Texts.document("r", a)));
            Comparison result = assertTimeoutPreemptively(
                    LIMIT, () -> Check.compare(index, Texts.document("q", b)), "seed " + seed);
            for (Comparison.Match match : result.matches()) {
                for (Comparison.Passage p : match.passages()) {
                    Check.assertWhole("seed " + seed, b, p.start(), p.end());
                    Check.assertWhole("seed " + seed, a, p.sourceStart(), p.sourceEnd());
                }
            }
            assertThat(result.containment()).as("seed %d", seed).isBetween(0.0, 1.0);
        }
    }

    private static String odd(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(
                    random.nextInt(3) == 0 ? ODD[random.nextInt(ODD.length)] : (char) (0x4E00 + random.nextInt(200)));
        }
        return text.toString();
    }

    @Test
    void adversarialTextsOfAMillionCharactersEnd() {
        int million = 1_000_000;
        String[] hard = {
            "甲".repeat(million),
            "甲乙".repeat(million / 2),
            "\u0301".repeat(million),
            "a".repeat(million),
            "“".repeat(million),
            "[1]".repeat(million / 3),
            "1 ".repeat(million / 2),
            new Texts(1, 3_000).text(million / 2),
            new Texts(2, 3_000).text(million / 8).repeat(8),
            pieces(million, 13, 3),
            collidingWords(million)
        };
        CheckOptions options = new CheckOptions(java.util.Set.of(), true, true, true, true, List.of("一、背景"));
        for (String text : hard) {
            ReferenceIndex index = Check.index(EngineSettings.defaults(), List.of(Texts.document("r", text)));
            Comparison result = assertTimeoutPreemptively(
                    LIMIT, () -> Check.compare(index.view(), Texts.document("q", text), options, null));
            assertThat(result.containment()).isBetween(0.0, 1.0);
        }
    }

    /** Words in any order whose tokens have half their bits in common: in a table that took these alone all would collide. */
    private static String collidingWords(int characters) {
        Random random = new Random(1);
        List<String> words = new ArrayList<>();
        for (int n = 0; words.size() < 20; n++) {
            String word = Integer.toString(n + 60_466_176, Character.MAX_RADIX).replaceAll("[0-9]", "é");
            if ((TextNormalizer.shared().tokens(word).token(0) & 0xFFFF) == 0x1234) {
                words.add(word);
            }
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString();
    }

    /** The same so many characters in any such text, then so many of its own, and so on. */
    private static String pieces(int characters, int common, int own) {
        String shared = new Texts(3, 3_000).text(characters);
        Texts different = new Texts(new Random().nextLong(), 3_000);
        StringBuilder text = new StringBuilder();
        for (int from = 0; from + common <= shared.length() && text.length() < characters; from += common) {
            text.append(shared, from, from + common).append(different.text(own));
        }
        return text.toString();
    }

    @Test
    void aLongTextThatSharesPiecesEverywhereIsReportedAsAWhole() {
        ReferenceIndex index =
                Check.index(EngineSettings.defaults(), List.of(Texts.document("r", pieces(200_000, 150, 450))));
        Comparison result = Check.compare(index, Texts.document("q", pieces(200_000, 150, 450)));
        // a quarter of the text, in some 300 places: more than a short text has
        assertThat(result.containment()).isBetween(.22, .27);
    }

    @Test
    void emptyTextsAndSectionsAreNothing() {
        ReferenceIndex index =
                Check.index(EngineSettings.defaults(), List.of(Texts.document("r"), Texts.document("e", "", "，")));
        assertThat(Check.compare(index, Texts.document("q")).tokens()).isZero();
        assertThat(Check.compare(index, Texts.document("q", "", "短", "")).containment())
                .isZero();
        assertThat(Check.compare(ReferenceIndex.empty(EngineSettings.defaults()), Texts.document("q", "很短的一句话"))
                        .matches())
                .isEmpty();
    }

    @Test
    void readersSeeWholeStatesWhileAWriterWrites() throws Exception {
        Texts texts = new Texts(9, 2_000);
        String shared = texts.text(200);
        Document submission = Texts.document("q", shared);
        ReferenceIndex index = ReferenceIndex.empty(Check.paged(16));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                Callable<Integer> reading = () -> {
                    int checks = 0;
                    while (!done.get() || checks == 0) {
                        ReferenceIndex.View view = index.view();
                        boolean there = view.corpusVersion() % 2 == 1;
                        Comparison result = Check.compare(view, submission, CheckOptions.DEFAULT, null);
                        assertThat(result.matches().isEmpty())
                                .as("version %d", view.corpusVersion())
                                .isEqualTo(!there);
                        checks++;
                    }
                    return checks;
                };
                results.add(readers.submit(reading));
            }
            for (int version = 1; version <= 200; version++) {
                Change change = version % 2 == 1
                        ? new Change.Put(Texts.document("shared", shared))
                        : new Change.Remove(new Document.Id("t", "shared"));
                index.apply(List.of(change, new Change.Put(Texts.document("r" + version, texts.text(40)))), version);
            }
            done.set(true);
            for (Future<Integer> result : results) {
                assertThat(result.get()).isPositive();
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }
}
