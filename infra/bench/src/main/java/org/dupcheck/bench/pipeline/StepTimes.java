package org.dupcheck.bench.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.bench.measure.Metrics;

/**
 * What the check role says of its steps at /metrics: seconds and calls since its start. Immutable.
 *
 * @param seconds by step
 * @param calls by step
 */
record StepTimes(Map<String, Double> seconds, Map<String, Double> calls) {
    /** The steps in the order they are taken. */
    static final List<String> STEPS = List.of("begin", "references", "scan", "store", "announce");

    private static final Pattern LINE =
            Pattern.compile("^dupcheck_check_step_seconds_(sum|count)\\{[^}]*step=\"(\\w+)\"[^}]*} (\\S+)");

    static StepTimes read(String http) {
        return parse(Metrics.read(http));
    }

    /** @param text in Prometheus' format */
    static StepTimes parse(String text) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        Map<String, Double> calls = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                Map<String, Double> map = matcher.group(1).equals("sum") ? seconds : calls;
                map.merge(matcher.group(2), Double.parseDouble(matcher.group(3)), Double::sum);
            }
        });
        return new StepTimes(seconds, calls);
    }

    /** The mean of a step's calls since {@code earlier}, in milliseconds; 0 where there was none. */
    double meanMillis(String step, StepTimes earlier) {
        double count = calls.getOrDefault(step, 0.0) - earlier.calls.getOrDefault(step, 0.0);
        double sum = seconds.getOrDefault(step, 0.0) - earlier.seconds.getOrDefault(step, 0.0);
        return count <= 0 ? 0 : sum / count * 1_000;
    }
}
