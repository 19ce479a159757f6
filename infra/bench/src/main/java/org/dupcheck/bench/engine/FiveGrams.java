package org.dupcheck.bench.engine;

import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Runs of five letters or digits, whatever stands between them, of text in NFKC and lower case: what a user of Lucene
 * would set up for texts without spaces. Traditional characters stay: that would be a plug-in of its own.
 */
final class FiveGrams extends Analyzer {
    private static final int GRAM = 5;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new Grams());
    }

    private static final class Grams extends Tokenizer {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String text = "";
        private int next;

        @Override
        public void reset() throws IOException {
            super.reset();
            text = letters(input);
            next = 0;
        }

        private static String letters(Reader input) throws IOException {
            StringBuilder all = new StringBuilder();
            char[] buffer = new char[8_192];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                all.append(buffer, 0, read);
            }
            String plain = Normalizer.normalize(all, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            StringBuilder letters = new StringBuilder(plain.length());
            plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
            return letters.toString();
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (next + GRAM > text.length()) {
                return false;
            }
            term.append(text, next, next + GRAM);
            next++;
            return true;
        }
    }
}
