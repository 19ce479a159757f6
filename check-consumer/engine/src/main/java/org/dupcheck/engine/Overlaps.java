package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of passages that cover the same part of the submission the better one stays. */
final class Overlaps {
    private static final Comparator<Box> BEST_FIRST = Comparator.comparingInt(Box::bits)
            .reversed()
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::r);

    private Overlaps() {}

    static List<Box> resolve(List<Box> boxes) {
        List<Box> sorted = new ArrayList<>(boxes.stream().filter(Box::counts).toList());
        sorted.sort(BEST_FIRST);
        List<Box> kept = new ArrayList<>();
        for (Box box : sorted) {
            int covered = 0;
            List<int[]> spans = new ArrayList<>();
            for (Box k : kept) {
                int a = Math.max(k.q(), box.q());
                int b = Math.min(k.qEnd(), box.qEnd());
                if (b > a) {
                    spans.add(new int[] {a, b});
                }
            }
            spans.sort(Comparator.comparingInt(s -> s[0]));
            int end = 0;
            for (int[] s : spans) {
                int a = Math.max(s[0], end);
                if (s[1] > a) {
                    covered += s[1] - a;
                    end = s[1];
                }
            }
            if (covered <= Tuning.COVERED * (box.qEnd() - box.q())) {
                kept.add(box);
            }
        }
        return kept;
    }
}
