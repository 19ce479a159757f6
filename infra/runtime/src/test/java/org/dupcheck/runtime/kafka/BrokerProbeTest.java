package org.dupcheck.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.testkit.DupcheckServices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class BrokerProbeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private volatile @Nullable Throwable trouble;

    /** A real client; what is asked of it fails while there is trouble. */
    private Admin admin(KafkaService kafka) {
        Admin real = Admin.create(KafkaProperties.admin(KafkaSettings.of(kafka.bootstrapServers()), "test-probe"));
        return (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    Throwable failure = trouble;
                    if (failure != null && method.getName().equals("describeCluster")) {
                        throw failure;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anOutageIsOneLineWhenItBeginsAndOneWhenItEnds(KafkaService kafka) {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (BrokerProbe probe = new BrokerProbe(admin(kafka), lines::add)) {
            probe.start();
            await().atMost(PATIENCE).until(() -> probe.health().up());
            for (int outage = 1; outage <= 2; outage++) {
                int told = lines.size();
                trouble = new IllegalStateException("unplugged");
                await().atMost(PATIENCE).until(() -> lines.size() > told);
                assertThat(probe.health().up()).isFalse();
                trouble = null;
                await().atMost(PATIENCE).until(() -> lines.size() > told + 1);
                assertThat(probe.health().up()).isTrue();
                assertThat(lines).hasSize(2 * outage);
                assertThat(lines.get(told)).contains("no broker answers", "unplugged");
                assertThat(lines.get(told + 1)).contains("the brokers answer again, after");
            }
        }
    }

    @Test
    void anErrorThatEndsTheAskingIsBrokenForGood(KafkaService kafka) {
        trouble = new NoClassDefFoundError("no such class");
        try (BrokerProbe probe = new BrokerProbe(admin(kafka), told -> {})) {
            probe.start();
            await().atMost(PATIENCE).until(() -> probe.health().broken());
            assertThat(probe.health().detail()).contains("asking for the brokers", "no such class");
        }
    }
}
