package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dupcheck.app.DeploymentFiles;
import org.dupcheck.app.node.Endpoints;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A running {@code serve} on servers outside, from its start to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeTest extends BesideServe {

    @Test
    void servePrintsOneLineAndShowsHealthAndMetrics() throws Exception {
        assertThat(serve.console().out())
                .hasLineCount(1)
                .startsWith("dupcheck is ready: gateway,check,corpus-sync,notifier on " + serve.http());
        assertThat(serve.get("/health/live")).contains("UP");
        assertThat(serve.get("/health/ready")).contains("corpus-sync").contains("database");
        assertThat(serve.get("/metrics"))
                .contains("dupcheck_consume_received_total")
                .contains("jvm_memory_used_bytes");
        assertThat(serve.get("/metrics").lines().filter(line -> line.startsWith("# HELP ")))
                .hasSizeGreaterThan(50)
                .allMatch(line -> !line.split(" ", 4)[3].isBlank());
        assertThat(serve.get("/metrics").lines().filter(line -> line.startsWith("kafka_")))
                .isNotEmpty()
                .hasSizeLessThan(100);
        String management = serve.management();
        assertThat(management).isNotEqualTo(serve.http());
        for (String path : List.of("/health/live", "/health/ready", "/health/ready/writes", "/health/ready/reads")) {
            assertThat(serve.getUrl(management + path)).as(path).contains("\"status\":\"UP\"");
        }
        for (String path : DeploymentFiles.healthPaths()) {
            assertThat(serve.getUrl(management + path)).as(path).contains("\"status\":\"UP\"");
        }
        assertThat(serve.getUrl(management + "/metrics")).contains("dupcheck_consume_received_total");
        assertThat(serve.getUrl(management + "/api/v1/reference-set")).contains("NOT_FOUND");
    }

    @Test
    void everyMetricOfTheOperatorsPageIsThere() throws Exception {
        String metrics = serve.get("/metrics");
        assertThat(DeploymentFiles.metrics())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^(# TYPE )?" + name + "[ {]"));
    }

    @Test
    void doctorFindsNothingWrongBesideARunningServe() {
        Terminal doctor = serve.terminal(0);
        assertThat(doctor.run("doctor", "--data", serve.data()))
                .as(doctor.out())
                .isZero();
        assertThat(doctor.out())
                .contains("13 as they must be")
                .contains("the dupcheck of this data folder answers on " + serve.http())
                .contains("✓ schema")
                .contains("agrees with ours");
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        String port = serve.http().substring(serve.http().lastIndexOf(':') + 1);
        Terminal second = serve.terminal(0);
        assertThat(second.run(
                        "serve",
                        "--roles",
                        "gateway",
                        "--port",
                        port,
                        "--data",
                        folder.resolve("other").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(second.err())
                .contains("port " + port + " on 127.0.0.1 cannot be listened on")
                .contains("--port");
        assertThat(folder.resolve("other").resolve(Endpoints.FILE)).doesNotExist();
        assertThat(second.run(
                        "serve",
                        "--port",
                        "0",
                        "--management-port",
                        port,
                        "--data",
                        folder.resolve("other").toString()))
                .isEqualTo(DupcheckCommand.FAILED);
        assertThat(second.err()).contains("choose another with --management-port");
    }

    @Test
    void aNodeWithoutTheGatewayHasHealthAndMetricsAllTheSame() throws Exception {
        try (RunningServe node = serve.another(folder.resolve("notifier"), "--roles", "notifier")) {
            assertThat(serve.getUrl(node.management() + "/health/ready")).contains("notifier");
            assertThat(node.get("/health/ready")).contains("notifier").doesNotContain("corpus-sync");
            assertThat(node.get("/metrics")).contains("loop=\"notifier\"");
            node.console().stop();
            assertThat(node.end().get(1, TimeUnit.MINUTES)).isZero();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whenToldToStopItTakesItsEndpointsAwayAndExitsWithZero() throws Exception {
        serve.console().stop();
        assertThat(serve.end().get(1, TimeUnit.MINUTES)).isZero();
        assertThat(Path.of(serve.data()).resolve(Endpoints.FILE)).doesNotExist();
        assertThat(serve.console().out()).hasLineCount(1);
    }
}
