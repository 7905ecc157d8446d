package dev.pointsman.micronaut.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.usage.UsageLedger;
import dev.pointsman.micronaut.usage.UsageTotals;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes of a model over HTTP, which is another one after some days. */
class AnswerProbesTest {
    private static final String ANSWER = """
            {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
            "finish_reason": "length", "message": {"role": "assistant", "content": "%s"}}],
            "usage": {"prompt_tokens": 8, "completion_tokens": 1, "total_tokens": 9}}""";
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    private HttpServer server;
    private volatile String answer = "yes";
    private volatile String last = "";

    /** Clock of the days of the probes. */
    @Singleton
    @Requires(property = "spec", value = "probes")
    static class Days extends Clock {
        final AtomicLong millis = new AtomicLong(1000 * 24 * HOUR);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        last = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] body = ANSWER.formatted(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ApplicationContext start(String quality) {
        return Applications.start("""
                pointsman:
                  providers: { acme: { wire: openai, url: "http://127.0.0.1:%d/v1" } }
                  models: [ { id: only, provider: acme, price: { input: 10, output: 20 } } ]
                  pools: { chat: { primary: [only] } }
                  tenants: { acme: { pools: [chat] } }
                  quality: { enabled: true, %s }
                """.formatted(server.getAddress().getPort(), quality), "probes");
    }

    private String budget() {
        return "probe-tokens-per-day: 400, probe-search-tokens: 2000, file: \"" + folder.resolve("quality.state")
                + "\"";
    }

    @Test
    void anotherModelIsNoticedAndProbesAreNoCalls() {
        try (ApplicationContext application = start(budget())) {
            AnswerProbes probes = application.getBean(AnswerProbes.class);
            Days clock = application.getBean(Days.class);
            for (int i = 0; i < 400 && !probes.states().toString().contains("watch"); i++) {
                probes.send();
            }
            assertThat(probes.states())
                    .singleElement()
                    .satisfies(state -> assertThat(state.phase()).isEqualTo("watch"));
            assertThat(last).contains("\"temperature\":0", "\"max_tokens\":1");
            long searched = probes.states().get(0).tokens();
            assertThat(searched).isLessThanOrEqualTo(2_100);
            for (int half = 0; half < 4; half++) {
                clock.millis.addAndGet(12 * HOUR);
                batch(probes);
            }
            assertThat((probes.states().get(0).tokens() - searched) / 2).isBetween(200L, 400L);
            assertThat(notices(application).latest()).isEmpty();

            answer = "no";
            clock.millis.addAndGet(12 * HOUR);
            batch(probes);
            assertThat(notices(application).latest()).singleElement().satisfies(notice -> {
                assertThat(notice.label()).isEqualTo("serving");
                assertThat(notice.text()).startsWith("only: answers probes differently than before");
            });
            assertThat(application.getBean(ModelRouter.class).operations().snapshot())
                    .allSatisfy(one -> assertThat(one.statistics().samples()).isZero());
            Map<String, UsageTotals> usage = application
                    .getBean(UsageLedger.class)
                    .sums(row -> row.goal().equals("probe"), row -> row.model());
            UsageTotals total = usage.get("only");
            assertThat(total.calls()).isZero();
            assertThat(total.inputTokens() + total.outputTokens())
                    .isEqualTo(probes.states().get(0).tokens());
            assertThat(total.cost()).isEqualTo((8 * 10 + 20) * (total.outputTokens() / 1e6), within(1e-9));
        }
    }

    private static QualityNotices notices(ApplicationContext application) {
        return application.getBean(QualityNotices.class);
    }

    private static void batch(AnswerProbes probes) {
        for (int i = 0; i < 30; i++) {
            probes.send();
        }
    }

    @Test
    void thereAreNoneUnlessTheyHaveABudgetAndAFile() {
        try (ApplicationContext application = start("baseline: 21d")) {
            assertThat(application.findBean(AnswerProbes.class)).isEmpty();
        }
        assertThatThrownBy(() -> start("probe-tokens-per-day: 2000").close())
                .hasStackTraceContaining(
                        "pointsman.quality.probe-tokens-per-day: 2000 (expected: with a file of the state)");
        assertThatThrownBy(() -> start("probe-tokens-per-day: -1, probe-search-tokens: 5")
                        .close())
                .hasStackTraceContaining("probe-search-tokens: 5 (expected: >= 2000)");
    }
}
