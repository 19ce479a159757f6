package org.dupcheck.bench.reads;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.bench.measure.Metrics;

/**
 * What a gateway says at /metrics of its reads of verdicts since its start. Immutable.
 *
 * @param reads by where the verdict came from: bounds in seconds, and how many took no longer
 * @param values the other figures of the cache
 */
record HandlerTimes(Map<String, TreeMap<Double, Double>> reads, Map<String, Double> values) {
    private static final Pattern BUCKET = Pattern.compile(
            "^dupcheck_verdict_reads_seconds_bucket\\{(?=[^}]*from=\"(\\w+)\")(?=[^}]*le=\"([^\"]+)\")[^}]*} (\\S+)");
    private static final Pattern CACHE =
            Pattern.compile("^(dupcheck_verdict_cache_\\w+)(?:\\{[^}]*of=\"(\\w+)\"[^}]*}|\\{[^}]*})? (\\S+)");

    static HandlerTimes read(String http) {
        return parse(Metrics.read(http));
    }

    /** @param text in Prometheus' format */
    static HandlerTimes parse(String text) {
        Map<String, TreeMap<Double, Double>> reads = new TreeMap<>();
        Map<String, Double> values = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher bucket = BUCKET.matcher(line);
            Matcher cache = CACHE.matcher(line);
            if (bucket.find()) {
                String le = bucket.group(2);
                double bound = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
                reads.computeIfAbsent(bucket.group(1), from -> new TreeMap<>())
                        .put(bound, Double.parseDouble(bucket.group(3)));
            } else if (cache.find()) {
                String of = cache.group(2) == null ? "" : "." + cache.group(2);
                values.put(cache.group(1) + of, Double.parseDouble(cache.group(3)));
            }
        });
        return new HandlerTimes(reads, values);
    }

    /** 0 where there is no such figure. */
    double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    /** How many reads from these sources there were since {@code earlier}. */
    double count(HandlerTimes earlier, Predicate<String> from) {
        return atMost(Double.POSITIVE_INFINITY, from) - earlier.atMost(Double.POSITIVE_INFINITY, from);
    }

    /**
     * The smallest bound, in milliseconds, that at least this share of the reads since {@code earlier} did not exceed:
     * the percentile is that or less. 0 where there were none.
     */
    double millis(double share, HandlerTimes earlier, Predicate<String> from) {
        double wanted = share * count(earlier, from);
        if (wanted == 0) {
            return 0;
        }
        return reads.values().stream()
                .flatMap(bounds -> bounds.keySet().stream())
                .distinct()
                .sorted()
                .filter(bound -> atMost(bound, from) - earlier.atMost(bound, from) >= wanted)
                .findFirst()
                .map(bound -> 1_000 * bound)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double atMost(double bound, Predicate<String> from) {
        return reads.entrySet().stream()
                .filter(entry -> from.test(entry.getKey()))
                .mapToDouble(entry -> entry.getValue().getOrDefault(bound, 0.0))
                .sum();
    }
}
