package org.dupcheck.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Which kafka-clients the application has: its own build may have chosen another one than ours. */
final class KafkaClientVersion {
    private static final String FILE = "/kafka/kafka-version.properties";

    private KafkaClientVersion() {}

    /** As in {@code 4.4.0}; empty where the jar does not tell. */
    static String current() {
        Properties properties = new Properties();
        try (InputStream file = KafkaConsumer.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            return "";
        }
        return properties.getProperty("version", "");
    }

    /** Before 4.4 a client of the newer protocol can stall for ever after a broker's restart (KAFKA-20765). */
    static String groupProtocol(String version) {
        String[] parts = version.split("\\.", 3);
        try {
            int major = Integer.parseInt(parts[0]);
            int minor = parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
            return major > 4 || (major == 4 && minor >= 4) ? "consumer" : "classic";
        } catch (NumberFormatException e) {
            return "classic"; // a version of somebody's own: every client knows this protocol
        }
    }
}
