package org.dupcheck.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health under the name {@code dupcheck}. Its interface moved with Boot 4: of the two parts one is taken. */
@AutoConfiguration(after = DupcheckAutoConfiguration.class)
@ConditionalOnBean(DupcheckListeners.class)
public final class HealthAutoConfiguration {
    private static final String NAME = "dupcheckHealthIndicator";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static final class Boot3 {
        @Bean(NAME)
        @ConditionalOnMissingBean(name = NAME)
        org.springframework.boot.actuate.health.HealthIndicator dupcheckHealth(DupcheckListeners listeners) {
            ListenerHealth health = new ListenerHealth(listeners);
            return () -> (health.up()
                            ? org.springframework.boot.actuate.health.Health.up()
                            : org.springframework.boot.actuate.health.Health.down())
                    .withDetails(health.details())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static final class Boot4 {
        @Bean(NAME)
        @ConditionalOnMissingBean(name = NAME)
        org.springframework.boot.health.contributor.HealthIndicator dupcheckHealth(DupcheckListeners listeners) {
            ListenerHealth health = new ListenerHealth(listeners);
            return () -> (health.up()
                            ? org.springframework.boot.health.contributor.Health.up()
                            : org.springframework.boot.health.contributor.Health.down())
                    .withDetails(health.details())
                    .build();
        }
    }
}
