package org.dupcheck.contract;

import java.util.List;
import java.util.Map;

/**
 * The topics' names under one prefix, and what each must be like.
 *
 * @param prefix {@value #DEFAULT_PREFIX} unless configured
 */
public record Topics(String prefix) {
    public static final String DEFAULT_PREFIX = "dupcheck.";

    public String submissions() {
        return prefix + "submissions";
    }

    public String referenceEvents() {
        return prefix + "reference-events";
    }

    public String verdicts() {
        return prefix + "verdicts";
    }

    public String confirmations() {
        return prefix + "confirmations";
    }

    public String workOrders() {
        return prefix + "work-orders";
    }

    /** Where records of {@code topic} go that can never be processed. */
    public static String deadLetter(String topic) {
        return topic + ".dead-letter";
    }

    /** Every topic, dead letters included, with the configuration that differs from the broker's default. */
    public List<TopicSpec> all() {
        throw new UnsupportedOperationException("contract: to be written");
    }

    /** What one topic must be like. */
    public record TopicSpec(String name, boolean keepsPartitionsOfDefault, Map<String, String> config) {}
}
