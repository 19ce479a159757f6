package org.dupcheck.bench.engine;

import java.util.SplittableRandom;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.GeneratedTexts;

/** A kind of long text of one section that is hard on a check, and the reference documents that make it so. */
enum LongText {
    /** Nothing in it stands elsewhere but by chance. */
    FRESH("fresh text") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            GeneratedTexts texts = new GeneratedTexts(seed);
            for (int d = 0; d < DOCUMENTS; d++) {
                index.add("fresh" + d, texts.next(DOCUMENT));
            }
            return texts.next(characters);
        }
    },
    /** One candidate as long as the text. */
    ITSELF("a text against itself") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            String text = new GeneratedTexts(seed).next(characters);
            index.add("itself", text);
            return text;
        }
    },
    /** Whole documents one after the other. */
    PIECES("put together of whole documents") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            GeneratedTexts texts = new GeneratedTexts(seed);
            StringBuilder text = new StringBuilder();
            for (int d = 0; text.length() < characters; d++) {
                String document = texts.next(DOCUMENT);
                index.add("piece" + d, document);
                text.append(document);
            }
            return text.toString();
        }
    },
    /** Pieces of a form that many documents hold. */
    FORM("pieces of a form of 60 documents") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            GeneratedTexts texts = new GeneratedTexts(seed);
            SplittableRandom random = new SplittableRandom(seed);
            String form = texts.next(FORM_CHARACTERS);
            for (int d = 0; d < FORM_DOCUMENTS; d++) {
                index.add("form" + d, form + texts.next(FORM_CHARACTERS / 10));
            }
            StringBuilder text = new StringBuilder();
            while (text.length() < characters) {
                int from = random.nextInt(FORM_CHARACTERS - PIECE);
                text.append(form, from, from + PIECE / 10 + random.nextInt(PIECE - PIECE / 10));
            }
            return text.toString();
        }
    },
    /** An eighth eight times, on either side. */
    REPEATS("an eighth eight times") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            String text = new GeneratedTexts(seed).next(characters / TIMES).repeat(TIMES);
            index.add("repeats", text);
            return text;
        }
    },
    /** Forty characters again and again, each time a little different, on either side. */
    EDITED("40 characters repeated and edited") {
        @Override
        String make(int characters, long seed, EngineIndex index) {
            GeneratedTexts texts = new GeneratedTexts(seed);
            SplittableRandom random = new SplittableRandom(seed);
            String piece = texts.next(PIECE).substring(0, SHORT_PIECE);
            for (int d = 0; d < EDITED_DOCUMENTS; d++) {
                index.add("edited" + d, edited(piece, DOCUMENT, random));
            }
            return edited(piece, characters, random);
        }
    };

    private static final int DOCUMENTS = 2_000;
    private static final int DOCUMENT = 3_000;
    private static final int FORM_DOCUMENTS = 60;
    private static final int FORM_CHARACTERS = 2_000;
    private static final int PIECE = 300;
    private static final int TIMES = 8;
    private static final int SHORT_PIECE = 40;
    private static final int EDITED_DOCUMENTS = 20;
    private static final int FIRST_CHARACTER = 0x4E00;

    private final String description;

    LongText(String description) {
        this.description = description;
    }

    /** The text, of about so many characters; adds the reference documents to the index. */
    abstract String make(int characters, long seed, EngineIndex index);

    private static String edited(String piece, int characters, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            int at = random.nextInt(piece.length());
            text.append(piece, 0, at).append((char) (FIRST_CHARACTER + random.nextInt(DOCUMENT)));
            text.append(piece, at + 1, piece.length());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return description;
    }
}
