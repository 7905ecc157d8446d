package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.testkit.FaultyProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Canned answers are served only where that was asked for, and are never taken for a model's. */
class DemoModeTest {

    @Test
    void everyAnswerOfADemonstrationIsMarked() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            assertThat(gateway.ask().headers().firstValue(RouterHeaders.DEMO)).hasValue("true");
            assertThat(gateway.stream().headers().firstValue(RouterHeaders.DEMO))
                    .hasValue("true");
            for (String path : List.of("/v1/models", "/v1/nowhere", "/health", "/pointsman")) {
                assertThat(gateway.send("GET", path, "").headers().firstValue(RouterHeaders.DEMO))
                        .as(path)
                        .hasValue("true");
            }
            assertThat(gateway.raw("GET /v1/models HTTP/1.1", "evil.example")).contains("X-Router-Demo: true");
        }
    }

    @Test
    void aGatewayWithoutProvidersDoesNotStartByItself() {
        assertThat(mistake(Map.of("gateway.demo", false)))
                .contains("pointsman.providers: none", "OPENAI_API_KEY", "gateway.demo: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "prod"})
    void aDemonstrationDoesNotStartInProduction(String environment) {
        assertThat(mistake(Map.of(), environment)).contains("gateway.demo: true in production", "pointsman.providers");
    }

    @Test
    void aGatewayWithProvidersIsNoDemonstrationWhateverItIsTold() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().text("hello").start();
                Gateway gateway = Gateway.start(
                        Map.of(
                                "pointsman.providers.p.wire", "openai",
                                "pointsman.providers.p.url", provider.url(),
                                "pointsman.models[0].id", "m",
                                "pointsman.models[0].provider", "p",
                                "pointsman.pools.chat.primary[0]", "m"),
                        "production")) {
            assertThat(gateway.ask().headers().firstValue(RouterHeaders.DEMO)).isEmpty();
            assertThat(gateway.send("GET", "/embedded", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theLogSaysWhatWasStartedAndWhereItListens() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger("dev.pointsman.gateway.access.StartLine");
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try {
            Gateway.start().close();
            assertThat(lines.list)
                    .anySatisfy(line -> assertThat(line)
                            .matches(one -> one.getLevel() == Level.WARN)
                            .matches(one -> one.getFormattedMessage().startsWith("DEMONSTRATION")))
                    .anySatisfy(line -> assertThat(line.getFormattedMessage())
                            .startsWith("Listening on 127.0.0.1:")
                            .contains("this machine only", "micronaut.server.host", "gateway.hosts"));
            lines.list.clear();
            Gateway.start(Map.of("micronaut.server.host", "0.0.0.0", "gateway.operators.token", "0123456789abcdef"))
                    .close();
            assertThat(lines.list)
                    .anySatisfy(line -> assertThat(line)
                            .matches(one -> one.getLevel() == Level.WARN)
                            .matches(one -> one.getFormattedMessage().startsWith("Listening on 0.0.0.0:"))
                            .matches(one -> one.getFormattedMessage().contains("without client keys")))
                    .noneSatisfy(line -> assertThat(line.getFormattedMessage()).contains("0123456789abcdef"));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }

    private static String mistake(Map<String, Object> settings, String... environments) {
        Throwable thrown =
                catchThrowable(() -> Gateway.start(settings, environments).close());
        return Application.mistake(thrown).orElseThrow();
    }
}
