package org.dupcheck.app.command;

import org.apache.kafka.common.KafkaException;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;

/** What Kafka's clients refuse to begin with, such as a host that there is not, in words. Stateless. */
final class KafkaFault {
    private KafkaFault() {}

    /** The client's own message is that it could not be made; why is in its cause. */
    static UserFaultException at(String servers, KafkaException failure) {
        Throwable cause = failure.getCause();
        return new UserFaultException(
                "Kafka at " + servers + " cannot be used: " + Reason.of(cause == null ? failure : cause), failure);
    }
}
