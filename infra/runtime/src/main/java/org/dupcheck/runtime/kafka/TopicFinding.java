package org.dupcheck.runtime.kafka;

/**
 * One way in which a topic is not as it must be.
 *
 * @param problem what is, and what was expected
 * @param remedy what to do
 */
public record TopicFinding(String topic, String problem, String remedy) {
    /** The {@link #problem} of a topic that is not there. */
    static final String MISSING = "the topic is missing";

    /** Whether the topic is not there at all, as before the first start. */
    public boolean isMissing() {
        return problem.equals(MISSING);
    }

    @Override
    public String toString() {
        return topic + ": " + problem + "; " + remedy;
    }
}
