package org.dupcheck.spring;

import java.util.Objects;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Inbox;
import org.dupcheck.client.SetAsideCallback;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A {@link CheckClient}, and the application's listeners, once {@code dupcheck.bootstrap-servers} is set. */
@AutoConfiguration
@ConditionalOnProperty("dupcheck.bootstrap-servers")
@EnableConfigurationProperties(DupcheckProperties.class)
public final class DupcheckAutoConfiguration {
    /** Closed with the context, after the listeners. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    CheckClient checkClient(DupcheckProperties properties) {
        return CheckClient.builder(Objects.requireNonNull(properties.bootstrapServers()))
                .topicPrefix(properties.topicPrefix())
                .source(properties.source())
                .closeTimeout(properties.closeTimeout())
                .properties(properties.properties())
                .build();
    }

    @Bean
    DupcheckListeners dupcheckListeners(
            ConfigurableApplicationContext context,
            DupcheckProperties properties,
            ObjectProvider<Inbox<?>> inbox,
            ObjectProvider<SetAsideCallback> onSetAside,
            ObjectProvider<ListenerObserver> observers) {
        return new DupcheckListeners(context, properties, inbox, onSetAside, observers);
    }
}
