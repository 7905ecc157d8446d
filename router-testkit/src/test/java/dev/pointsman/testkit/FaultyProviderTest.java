package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.testkit.internal.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyProviderTest {
    private final FaultyProvider provider = FaultyProvider.openAi().start();
    private final Client client = new Client(provider);

    @AfterEach
    void close() {
        provider.close();
    }

    private int status() throws IOException, InterruptedException {
        return client.chat(Client.OPENAI).statusCode();
    }

    @Test
    void nextIsForOneRequest() throws Exception {
        provider.next(Fault.status(429));
        provider.next(Fault.status(500));
        assertThat(List.of(status(), status(), status())).containsExactly(429, 500, 200);
    }

    @Test
    void alwaysStandsBehindNextAndUntilHealed() throws Exception {
        provider.always(Fault.status(503));
        provider.next(Fault.none());
        assertThat(List.of(status(), status(), status())).containsExactly(200, 503, 503);
        provider.next(Fault.status(500));
        provider.heal();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void aScriptReplacesWhatWasThereBefore() throws Exception {
        provider.always(Fault.status(503));
        provider.next(Fault.status(500));
        provider.script(Fault.none(), Fault.status(429));
        assertThat(List.of(status(), status(), status())).containsExactly(200, 429, 200);
    }

    @Test
    void aFunctionMayDecide() throws Exception {
        provider.always(request -> request.number() % 2 == 0 ? Fault.status(503) : Fault.none());
        assertThat(List.of(status(), status(), status())).containsExactly(200, 503, 200);
    }

    @Test
    void aFunctionThatThrowsShowsInTheAnswer() throws Exception {
        provider.always(request -> {
            throw new IllegalStateException("oops");
        });
        assertThat(client.chat(Client.OPENAI).body()).contains("oops");
    }

    @Test
    void aWrongPathUsesUpNoFault() throws Exception {
        provider.next(Fault.status(503));
        assertThat(client.post("/models", "{}").statusCode()).isEqualTo(404);
        assertThat(status()).isEqualTo(503);
    }

    @Test
    void requestsAreRecorded() throws Exception {
        client.stream(Client.OPENAI_STREAM);
        status();
        List<SeenRequest> seen = provider.requests();
        assertThat(seen).extracting(SeenRequest::number).containsExactly(1, 2);
        assertThat(seen).extracting(SeenRequest::streaming).containsExactly(true, false);
        assertThat(seen).extracting(SeenRequest::ending).containsOnly(ExchangeEnding.ANSWERED);
        SeenRequest first = seen.get(0);
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.path()).isEqualTo("/v1/chat/completions");
        assertThat(first.model()).isEqualTo("m1");
        assertThat(first.header("authorization")).hasValue("Bearer secret");
        assertThat(first.header("x-none")).isEmpty();
        assertThat(first.at("/messages/0/content")).hasValue("Hello there");
        assertThat(first.at("/messages/9")).isEmpty();
        assertThat(first.arrived()).isPositive().isLessThanOrEqualTo(seen.get(1).arrived());
    }

    @Test
    void keysAndPromptsStayOutOfToString() throws Exception {
        status();
        assertThat(provider.requests().toString()).contains("POST /v1/chat").doesNotContain("secret", "Hello");
    }

    @Test
    void awaitingTellsWhatIsMissing() throws Exception {
        status();
        assertThatThrownBy(() -> provider.awaitRequests(2, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("#1 POST")
                .hasMessageContaining("(expected: 2 within PT0.02S)");
    }

    @Test
    void manyClientsAreServedAtOnce() throws Exception {
        provider.always(Fault.slowTokens(Duration.ofMillis(5)));
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            List<Future<String>> texts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                texts.add(pool.submit(() -> client.stream(Client.OPENAI_STREAM).text()));
            }
            for (Future<String> text : texts) {
                assertThat(text.get()).isEqualTo("tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(provider.requests())
                .hasSize(200)
                .extracting(SeenRequest::ending)
                .containsOnly(ExchangeEnding.ANSWERED);
    }

    @Test
    void thePaceOfAHealthyProviderDelaysNoError() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        try (FaultyProvider slow =
                FaultyProvider.anthropic().pace(minute, minute).start()) {
            slow.always(Fault.status(529));
            assertThat(new Client(slow).chat(Client.ANTHROPIC).statusCode()).isEqualTo(529);
        }
    }

    @Test
    void theLogForgetsTheOldest() {
        RequestLog log = new RequestLog();
        HttpRequest request = new HttpRequest("POST", "/", "", "HTTP/1.1", java.util.Map.of(), "");
        SeenRequest first = log.arrived(request);
        for (int i = 0; i < RequestLog.KEPT; i++) {
            log.arrived(request);
        }
        log.ended(first, ExchangeEnding.ANSWERED);
        assertThat(log.count()).isEqualTo(RequestLog.KEPT + 1);
        assertThat(log.all()).hasSize(RequestLog.KEPT).doesNotContain(first);
    }

    @Test
    void aFaultSaysWhatItDoes() {
        assertThat(Fault.status(429).retryAfter("2")).hasToString("status 429, Retry-After: 2");
        assertThat(Fault.none().and(Fault.resetAfter(3))).hasToString("none, reset after 3");
    }
}
