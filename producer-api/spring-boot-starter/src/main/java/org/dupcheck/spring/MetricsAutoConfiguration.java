package org.dupcheck.spring;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Meters of the listeners, where the application has a registry. Boot's own part has another name since Boot 4. */
@AutoConfiguration(
        after = DupcheckAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, DupcheckListeners.class})
public final class MetricsAutoConfiguration {
    @Bean
    ListenerMeters dupcheckListenerMeters(MeterRegistry registry) {
        return new ListenerMeters(registry);
    }
}
