package org.dupcheck.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dupcheck.contract.Section;

/**
 * Writes project applications that share no run of {@value Runs#LENGTH} tokens with each other or within themselves: a
 * sentence that would is thrown away and another one made. What two of them have in common is then only what the demo
 * planted. The same seed gives the same applications in the same order. Not thread-safe.
 */
final class ApplicationWriter {
    /** Tries for one sentence; a vocabulary worn out so far that all fail is a bug of the demo. */
    private static final int TRIES = 1_000;

    private final Grammar grammar = Grammar.load();
    private final Runs written = new Runs();
    private final Random random;
    private int count;

    ApplicationWriter(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The next application, of the next field in turn.
     *
     * @param sectionCharacters characters a section has at least
     */
    Application next(int sectionCharacters) {
        String field = grammar.fields().get(count++ % grammar.fields().size());
        List<Section> sections = new ArrayList<>();
        for (String section : grammar.sections()) {
            sections.add(new Section(section, section(section, field, sectionCharacters)));
        }
        return new Application(grammar.title(field, random), sections);
    }

    private String section(String section, String field, int characters) {
        StringBuilder text = new StringBuilder();
        List<String> unused = new ArrayList<>();
        while (text.length() < characters) {
            if (unused.isEmpty()) {
                unused.addAll(grammar.patterns(section));
            }
            text.append(sentence(field, unused, grammar.patterns(section)));
        }
        written.startAnew();
        return text.toString();
    }

    /**
     * A sentence of a pattern not used in this round; the pattern is taken out of {@code unused}. Where those left in the
     * round have nothing new to say, any pattern will do.
     */
    private String sentence(String field, List<String> unused, List<String> all) {
        for (int i = 0; i < TRIES; i++) {
            String pattern = Grammar.pick(i < TRIES / 2 ? unused : all, random);
            String sentence = grammar.fill(pattern, field, random);
            if (written.addIfNew(sentence)) {
                unused.remove(pattern);
                return sentence;
            }
        }
        throw new IllegalStateException("no new sentence found for " + field + " after application " + count);
    }
}
