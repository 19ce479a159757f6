package org.dupcheck.engine.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/** The registered forms: runs of {@value #RUN} tokens that stand in one, and its lines. Immutable once built. */
final class Templates {
    private static final int RUN = 8;

    private final TextNormalizer normalizer;
    private final Set<Long> runs = new HashSet<>();
    private final Set<Long> lines = new HashSet<>();

    Templates(List<String> texts, TextNormalizer normalizer, Pace pace) {
        this.normalizer = normalizer;
        for (String text : texts) {
            TokenText tokens = normalizer.tokens(text, pace);
            for (int at = 0; at + RUN <= tokens.size(); at++) {
                runs.add(hash(tokens, at, at + RUN, pace));
            }
            for (String line : text.lines().toList()) {
                TokenText ofLine = normalizer.tokens(line, pace);
                if (ofLine.size() > 0) {
                    lines.add(hash(ofLine, 0, ofLine.size(), pace));
                }
            }
        }
    }

    private static long hash(TokenText tokens, int from, int to, Pace pace) {
        long hash = (long) to - from;
        for (int i = from; i < to; i++) {
            pace.spend(1);
            hash = Hashes.mix(hash ^ tokens.token(i));
        }
        return hash;
    }

    /** Sets {@code kinds}, one for each token, to {@code code} where a section has what a form has. */
    void mark(String text, byte[] kinds, byte code, Pace pace) {
        TokenText tokens = normalizer.tokens(text, pace);
        for (int at = 0; at + RUN <= tokens.size(); at++) {
            if (runs.contains(hash(tokens, at, at + RUN, pace))) {
                fill(kinds, at, at + RUN, code);
            }
        }
        int from = 0;
        while (from < tokens.size()) {
            int to = from + 1;
            while (to < tokens.size() && !hasLineBreak(text, tokens.end(to - 1), tokens.start(to), pace)) {
                to++;
            }
            if (lines.contains(hash(tokens, from, to, pace))) {
                fill(kinds, from, to, code);
            }
            from = to;
        }
    }

    /** What is left out for another reason already stays with that one. */
    private static void fill(byte[] kinds, int from, int to, byte code) {
        for (int place = from; place < to; place++) {
            if (kinds[place] == 0) {
                kinds[place] = code;
            }
        }
    }

    private static boolean hasLineBreak(String text, int from, int to, Pace pace) {
        pace.spend(1);
        for (int i = from; i < to; i++) {
            pace.spend(1);
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }
}
