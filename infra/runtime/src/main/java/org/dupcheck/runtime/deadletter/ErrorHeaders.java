package org.dupcheck.runtime.deadletter;

import java.util.Set;

/** The headers that a dead letter has besides those of its source record. Values are text in UTF-8. */
public final class ErrorHeaders {
    /** A short name of the fault. */
    public static final String CODE = "dupcheck-error-code";

    /** The field at fault; empty where the whole record is. */
    public static final String PATH = "dupcheck-error-path";

    public static final String MESSAGE = "dupcheck-error-message";
    public static final String SOURCE_TOPIC = "dupcheck-source-topic";
    public static final String SOURCE_PARTITION = "dupcheck-source-partition";
    public static final String SOURCE_OFFSET = "dupcheck-source-offset";

    /** How often it was tried. */
    public static final String ATTEMPTS = "dupcheck-attempts";

    /** When it was given up, as ISO-8601 in UTC. */
    public static final String FAILED_AT = "dupcheck-failed-at";

    private static final Set<String> ALL =
            Set.of(CODE, PATH, MESSAGE, SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET, ATTEMPTS, FAILED_AT);

    private ErrorHeaders() {}

    static boolean isOne(String name) {
        return ALL.contains(name);
    }
}
