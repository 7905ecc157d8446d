package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.Gateway;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The root of the gateway, and the address of the live page at the start. */
class RootTest {
    private static final String[] BROWSER = {"Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"};

    @Test
    void browsersThatMaySeeTheLivePageAreRedirectedToItAndOthersGetNamesOfApis() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            HttpResponse<String> page = gateway.send("GET", "/", "", BROWSER);
            assertThat(page.statusCode()).isEqualTo(303);
            assertThat(page.headers().firstValue("Location")).hasValue("/pointsman/ui");
            assertThat(gateway.send("GET", "/", "", "Accept", "text/html").statusCode())
                    .as("a client of nothing but HTML")
                    .isEqualTo(303);

            HttpResponse<String> plain = gateway.send("GET", "/", "");
            assertThat(plain.statusCode()).isEqualTo(200);
            JsonNode body = Gateway.json(plain.body());
            assertThat(body.path("service").asText()).isEqualTo("pointsman");
            assertThat(body.path("apis").toString()).contains("/v1/chat/completions", "/v1/messages");
            assertThat(body.path("live_page").asText()).isEqualTo("/pointsman/ui");
        }
    }

    @Test
    void withoutAccessToThePageOrWithoutAPageThereIsNoRedirect() throws Exception {
        try (Gateway gateway = Gateway.start(Map.of("pointsman.ui.enabled", false))) {
            HttpResponse<String> response = gateway.send("GET", "/", "", BROWSER);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Gateway.json(response.body()).has("live_page")).isFalse();
        }
        try (Gateway gateway = Gateway.start()) {
            assertThat(gateway.send("GET", "/", "", BROWSER[0], BROWSER[1], "X-Forwarded-For", "10.0.0.1")
                            .statusCode())
                    .as("from behind a proxy")
                    .isEqualTo(200);
        }
    }

    @Test
    void theStartPrintsTheAddressOfTheLivePage() {
        assertThat(startOf(Map.of("endpoints.all.path", "/manage", "micronaut.server.context-path", "/ai")))
                .anyMatch(line -> line.matches("Live page: http://(localhost|127.0.0.1):\\d+/ai/manage/pointsman/ui"));
        assertThat(startOf(Map.of("pointsman.ui.enabled", false))).noneMatch(line -> line.startsWith("Live page"));
    }

    @Test
    void theAddressIsThatOfThePage() throws Exception {
        Map<String, Object> moved = Map.of("endpoints.all.path", "/manage", "micronaut.server.context-path", "/ai");
        try (Gateway gateway = Gateway.start(moved)) {
            String path = gateway.bean(LivePageAddress.class).path();
            assertThat(gateway.send("GET", String.valueOf(path), "", BROWSER).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(gateway.send("GET", "/ai", "", BROWSER).headers().firstValue("Location"))
                    .hasValue(path);
        }
    }

    private static List<String> startOf(Map<String, Object> settings) {
        Logger logger = (Logger) LoggerFactory.getLogger(StartLine.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try (Gateway gateway = Gateway.start(settings)) {
            assertThat(gateway).isNotNull();
            return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
    }
}
