package org.dupcheck.runtime.kafka;

/**
 * One way in which a topic is not as it must be.
 *
 * @param problem what is, and what was expected
 * @param remedy what to do
 */
public record TopicFinding(String topic, String problem, String remedy) {
    @Override
    public String toString() {
        return topic + ": " + problem + "; " + remedy;
    }
}
