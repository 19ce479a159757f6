package org.dupcheck.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What is configured and what is refused; no broker is asked. */
class ConfigurationTest {
    private static final String SERVERS = "--dupcheck.bootstrap-servers=127.0.0.1:1";
    private static final String GROUP = "--dupcheck.group-id=projects";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
            })
    static class Empty {}

    static class Hears extends Empty {
        @DupcheckVerdictListener
        void hear(VerdictEvent event) {}
    }

    static class HearsTwice extends Hears {
        @DupcheckVerdictListener
        void hearAgain(VerdictEvent event) {}
    }

    static class HearsInTwoGroups extends Hears {
        @DupcheckVerdictListener(groupId = "${own.group:archive}")
        void hearAgain(VerdictEvent event) {}
    }

    static class HearsTheWrongThing extends Empty {
        @DupcheckVerdictListener
        void hear(WorkOrderCommand command) {}
    }

    static class CarriesOut extends Empty {
        @DupcheckWorkOrderListener
        void carryOut(WorkOrderCommand command) {}
    }

    static class CarriesOutAtLeastOnce extends Empty {
        @DupcheckWorkOrderListener(inbox = false)
        void carryOut(WorkOrderCommand command) {}
    }

    @Test
    void withoutBrokersNothingIsThere() {
        try (ConfigurableApplicationContext context = run(Empty.class)) {
            assertThat(context.getBeansOfType(CheckClient.class)).isEmpty();
            assertThat(context.getBeansOfType(DupcheckListeners.class)).isEmpty();
        }
    }

    @Test
    void withoutADatabaseThereAreClientAndListeners() {
        try (ConfigurableApplicationContext context = run(CarriesOutAtLeastOnce.class, SERVERS, GROUP)) {
            assertThat(context.getBean(CheckClient.class)).isNotNull();
            assertThat(context.getBean(DupcheckListeners.class).all()).hasSize(1);
        }
    }

    @Test
    void twoListenersHaveTwoGroups() {
        try (ConfigurableApplicationContext context = run(HearsInTwoGroups.class, SERVERS, GROUP)) {
            assertThat(context.getBean(DupcheckListeners.class).all()).hasSize(2);
        }
        assertThatThrownBy(() -> run(HearsTwice.class, SERVERS, GROUP))
                .rootCause()
                .hasMessageContaining("second listener for verdicts in group projects");
    }

    @Test
    void whatIsMissingIsNamedAtTheStart() {
        assertThatThrownBy(() -> run(Hears.class, SERVERS)).rootCause().hasMessageContaining("dupcheck.group-id");
        assertThatThrownBy(() -> run(HearsTheWrongThing.class, SERVERS, GROUP))
                .rootCause()
                .hasMessageContaining("must have one parameter, a org.dupcheck.contract.VerdictEvent");
        assertThatThrownBy(() -> run(CarriesOut.class, SERVERS, GROUP))
                .rootCause()
                .hasMessageContaining("carryOut needs an Inbox");
        assertThatThrownBy(() -> run(Hears.class, SERVERS, GROUP, "--dupcheck.retries.max-tries=0"))
                .rootCause()
                .hasMessageContaining("maxTries");
    }

    @Test
    void editorsKnowEachPropertyWithItsMeaning() throws Exception {
        List<String> files = new ArrayList<>();
        var resources = getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (resources.hasMoreElements()) {
            try (InputStream file = resources.nextElement().openStream()) {
                files.add(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files)
                .anySatisfy(metadata -> assertThat(metadata)
                        .contains("\"dupcheck.bootstrap-servers\"")
                        .contains("Some brokers' addresses")
                        .contains("\"dupcheck.retries.max-pause\"")
                        .contains("\"dupcheck.inbox.create-table\""));
    }

    private static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
