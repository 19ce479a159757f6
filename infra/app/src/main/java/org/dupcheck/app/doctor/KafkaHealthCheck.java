package org.dupcheck.app.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.TopicFinding;
import org.dupcheck.runtime.kafka.TopicSetup;
import org.dupcheck.runtime.kafka.TopicSpec;

/** Do the brokers answer, and are the topics as they must be? */
final class KafkaHealthCheck implements HealthCheck {
    private static final String KAFKA = "Kafka";
    private static final String TOPICS = "topics";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final List<TopicSpec> specs;

    KafkaHealthCheck(KafkaSettings kafka, List<TopicSpec> specs) {
        this.kafka = kafka;
        this.specs = specs;
    }

    @Override
    public List<Finding> findings() {
        List<TopicFinding> topics;
        List<TopicFinding> refusals;
        try (TopicSetup setup = TopicSetup.open(kafka, "dupcheck-doctor", TIMEOUT)) {
            topics = setup.verify(specs);
            refusals = setup.rehearse(specs);
        } catch (RetryLaterException | KafkaException e) {
            return List.of(Finding.wrong(
                    KAFKA,
                    kafka.bootstrapServers() + " cannot be used: " + e.getMessage(),
                    "see that the brokers run and can be reached from here, and that dupcheck.kafka (DUPCHECK_KAFKA) and"
                            + " the security properties are right"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine(KAFKA, kafka.bootstrapServers() + " answers"));
        if (!refusals.isEmpty()) {
            // mostly the same of each: said once, it is seen
            TopicFinding first = refusals.get(0);
            String others = refusals.size() == 1 ? "" : " and " + (refusals.size() - 1) + " more";
            findings.add(Finding.wrong(TOPICS, first.topic() + others + " " + first.problem(), first.remedy()));
            return findings;
        }
        if (topics.size() == specs.size() && topics.stream().allMatch(TopicFinding::isMissing)) {
            findings.add(Finding.fine(TOPICS, "none yet; serve makes them"));
            return findings;
        }
        topics.forEach(topic -> findings.add(Finding.wrong("topic " + topic.topic(), topic.problem(), topic.remedy())));
        if (topics.isEmpty()) {
            findings.add(Finding.fine(TOPICS, specs.size() + " as they must be"));
        }
        return findings;
    }
}
