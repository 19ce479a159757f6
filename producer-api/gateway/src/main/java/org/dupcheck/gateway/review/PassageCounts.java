package org.dupcheck.gateway.review;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.dupcheck.contract.Verdict;

/**
 * How many tokens lie between the borders of a verdict's passages, and the longest run of each passage: all that is needed
 * to work out the figures of any part of the passages, without the texts. Immutable.
 *
 * @param sections those with passages
 * @param runs for each match of the verdict, in its order, the longest common run of each of its passages, in tokens
 */
public record PassageCounts(List<SectionCounts> sections, List<List<Integer>> runs) {
    public PassageCounts {
        sections = List.copyOf(sections);
        runs = List.copyOf(runs);
    }

    /**
     * One section.
     *
     * @param borders where passages start or end, in UTF-16 code units, ascending
     * @param tokens tokens that count between each border and the next; one fewer than borders
     */
    public record SectionCounts(String key, List<Integer> borders, List<Integer> tokens) {
        public SectionCounts {
            borders = List.copyOf(borders);
            tokens = List.copyOf(tokens);
        }

        private void cover(Verdict.Passage passage, BitSet stretches) {
            int from = Collections.binarySearch(borders, passage.start());
            int to = Collections.binarySearch(borders, passage.end());
            if (from < 0 || to < 0) {
                throw new NoSuchElementException("the passage is none of those that were counted");
            }
            stretches.set(from, to);
        }

        private int sum(BitSet stretches) {
            return stretches.stream().map(tokens::get).sum();
        }
    }

    /** Tokens of a section that count and lie in at least one of the passages; those of other sections play no part. */
    public int covered(String section, Iterable<Verdict.Passage> passages) {
        for (SectionCounts counts : sections) {
            if (counts.key().equals(section)) {
                BitSet stretches = new BitSet();
                for (Verdict.Passage passage : passages) {
                    if (passage.section().equals(section)) {
                        counts.cover(passage, stretches);
                    }
                }
                return counts.sum(stretches);
            }
        }
        return 0;
    }

    /** The same of all sections together. */
    public int covered(Iterable<Verdict.Passage> passages) {
        return sections.stream()
                .mapToInt(section -> covered(section.key(), passages))
                .sum();
    }
}
