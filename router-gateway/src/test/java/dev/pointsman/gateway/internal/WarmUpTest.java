package dev.pointsman.gateway.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.gateway.Gateway;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Training of the process by the command and by the warm-up, and its isolation from the gateway of the user. */
class WarmUpTest {
    private static final String CONFIGURATION_FILES = "micronaut.config.files";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void theCommandMakesTwelveCallsARoundWithoutTheConfigurationOfTheUser(@TempDir Path folder) throws Exception {
        Path wrong =
                Files.writeString(folder.resolve("wrong.yml"), "pointsman: { pools: { chat: { primary: [no] } } }");
        System.setProperty(CONFIGURATION_FILES, wrong.toString());
        try {
            assertThat(train("2")).isZero();
        } finally {
            System.clearProperty(CONFIGURATION_FILES);
        }
        assertThat(output.toString(UTF_8)).isEqualTo("Trained with 24 calls" + System.lineSeparator());
        assertThat(errors.size()).isZero();
    }

    @Test
    void everySixteenthRoundHasCallsThatFailOverAndCallsThatTheirClientLeaves() {
        assertThat(train("33")).as(() -> errors.toString(UTF_8)).isZero();
        assertThat(output.toString(UTF_8)).isEqualTo("Trained with 404 calls" + System.lineSeparator());
    }

    @Test
    void theCommandRefusesOtherArguments() {
        assertThat(train("none")).isEqualTo(2);
        assertThat(train("0")).isEqualTo(2);
        assertThat(train("1", "2")).isEqualTo(2);
        assertThat(errors.toString(UTF_8)).contains("Usage: java -jar gateway.jar --train [ROUNDS]");
    }

    private int train(String... arguments) {
        return TrainCommand.run(
                List.of(arguments), new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8));
    }

    @Test
    void theGatewayIsReadyAfterTheWarmUp() throws Exception {
        WarmUp warmUp = new WarmUp(Duration.ofMillis(1));
        assertThat(status(warmUp)).isEqualTo(HealthStatus.DOWN);
        try (Gateway gateway = Gateway.start()) {
            warmUp.onApplicationEvent(new ServerStartupEvent(gateway.bean(EmbeddedServer.class)));
            while (!warmUp.isOver()) {
                Thread.sleep(10);
            }
        }
        assertThat(status(warmUp)).isEqualTo(HealthStatus.UP);
    }

    private static HealthStatus status(WarmUp warmUp) {
        HealthResult result = Mono.from(new WarmUpIndicator(warmUp).getResult()).block();
        assertThat(result).isNotNull();
        return result.getStatus();
    }

    @Test
    void theWarmUpIsAbsentFromStatisticsAndMetrics() throws Exception {
        try (Gateway gateway = Gateway.start(Map.of(WarmUp.KEY, "1ms"))) {
            while (gateway.send("GET", "/health/readiness", "").statusCode() != 200) {
                Thread.sleep(10);
            }
            HttpResponse<String> metrics = gateway.send("GET", "/prometheus", "");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("pointsman_pool_available{")
                    .doesNotContainPattern("pointsman_attempts_total\\{[^}]*} [1-9]")
                    .doesNotContainPattern("gen_ai_client_operation_duration_seconds_count\\{[^}]*} [1-9]")
                    .doesNotContain("pointsman_model=\"c\"");
        }
    }

    @Test
    void aNegativeTimeStopsTheStart() {
        assertThatThrownBy(() -> Gateway.start(Map.of(WarmUp.KEY, "-1s")))
                .hasStackTraceContaining("gateway.warm-up: PT-1S (expected: >= 0, the longest time)");
    }
}
