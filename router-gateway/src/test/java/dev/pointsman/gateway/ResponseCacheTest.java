package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache of responses over HTTP: whole answers and streams, in both protocols of clients. */
class ResponseCacheTest extends ResponseCacheFixture {
    @Test
    void aWholeAnswerIsPaidForOnce() throws Exception {
        HttpResponse<String> first = ask("\"model\":\"chat\"");
        HttpResponse<String> second = ask("\"model\":\"chat\"");
        assertThat(used(first)).isEqualTo("miss");
        assertThat(used(second)).isEqualTo("hit");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(calls()).isEqualTo(1);
        assertThat(header(second, "X-Router-Cost")).isEqualTo("0");
        assertThat(header(second, "X-Router-Saved"))
                .isNotEmpty()
                .isEqualTo(header(first, "X-Router-Cost"))
                .isNotEqualTo("0");
        assertThat(header(second, "Age")).matches("\\d+");
        assertThat(header(second, "X-Router-Model")).isEqualTo("gpt");
        assertThat(header(second, "X-Router-Attempts")).isEqualTo("0");
        assertThat(header(second, "X-Router-Decision")).isEmpty();
        assertThat(header(first, "Age") + header(first, "X-Router-Saved")).isEmpty();
    }

    @Test
    void aStreamIsReplayedAsAStream() throws Exception {
        String fields = "\"model\":\"chat\",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        HttpResponse<String> first = ask(fields);
        HttpResponse<String> second = ask(fields);
        assertThat(used(first)).isEqualTo("miss");
        assertThat(used(second)).isEqualTo("hit");
        assertThat(calls()).isEqualTo(1);
        assertThat(header(second, "Content-Type")).startsWith("text/event-stream");
        assertThat(second.body()).contains("\"cost\":0}").endsWith("data: [DONE]\n\n");
        assertThat(withoutCost(second.body())).isEqualTo(withoutCost(first.body()));
        assertThat(first.body().split("data:").length).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "claude-pool"})
    void messagesAreReplayedInTheirProtocol(String pool) throws Exception {
        String fields = "\"model\":\"" + pool + "\"";
        HttpResponse<String> whole = message(fields);
        HttpResponse<String> again = message(fields, "x-claude-code-session-id", "another");
        assertThat(used(whole) + used(again)).isEqualTo("misshit");
        assertThat(again.body()).isEqualTo(whole.body()).contains("\"type\":\"message\"", "one two three four");
        assertThat(header(again, "request-id")).isNotEmpty();

        HttpResponse<String> stream = message(fields + ",\"stream\":true");
        HttpResponse<String> replay = message(fields + ",\"stream\":true");
        assertThat(used(stream) + used(replay)).isEqualTo("misshit");
        assertThat(withoutCost(replay.body())).isEqualTo(withoutCost(stream.body()));
        assertThat(replay.body()).contains("event: message_stop");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void responsesHaveIdsOfTheirOwn() throws Exception {
        String body = "{\"model\":\"chat\",\"input\":\"Hello\"}";
        HttpResponse<String> first = gateway.post("/v1/responses", body, TENANT, own);
        HttpResponse<String> second = gateway.post("/v1/responses", body, TENANT, own);
        assertThat(used(first) + used(second)).isEqualTo("misshit");
        JsonNode one = Gateway.json(first.body());
        JsonNode other = Gateway.json(second.body());
        assertThat(other.at("/output/0/content/0/text")).isEqualTo(one.at("/output/0/content/0/text"));
        assertThat(other.path("id")).isNotEqualTo(one.path("id"));
        assertThat(gateway.send("GET", "/v1/responses/" + other.path("id").asText(), "", TENANT, own)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void identicalCallsUnderWayAreMadeOnce(boolean stream) throws Exception {
        openAi.always(Fault.slowHeaders(Duration.ofMillis(500)).and(Fault.slowTokens(Duration.ofMillis(20))));
        String fields = "\"model\":\"chat\",\"stream\":" + stream;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        Supplier<HttpResponse<String>> call = () -> {
            try {
                return ask(fields);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(call, threads));
        }
        List<HttpResponse<String>> responses =
                calls.stream().map(CompletableFuture::join).toList();
        threads.shutdown();
        assertThat(calls()).isEqualTo(1);
        assertThat(responses).extracting(ResponseCacheFixture::used).containsOnlyOnce("miss");
        assertThat(responses).extracting(ResponseCacheFixture::used).isSubsetOf("miss", "shared", "hit");
        assertThat(responses)
                .extracting(response -> withoutCost(response.body()))
                .containsOnly(withoutCost(responses.get(0).body()));
        assertThat(responses.get(0).body()).contains("four");
    }

    @Test
    void reportsAndMetersTellWhatWasSaved() throws Exception {
        HttpResponse<String> first = ask("\"model\":\"metered\"", TENANT, "gamma");
        ask("\"model\":\"metered\"", TENANT, "gamma");
        ask("\"model\":\"metered\"", TENANT, "gamma", "Cache-Control", "no-store");
        double cost = Double.parseDouble(header(first, "X-Router-Cost"));
        JsonNode own = Gateway.json(
                gateway.send("GET", "/v1/usage?by=model", "", TENANT, "gamma").body());
        assertThat(own.at("/rows/0/calls").asInt()).isEqualTo(2);
        assertThat(own.at("/rows/0/cached_calls").asInt()).isEqualTo(1);
        assertThat(own.at("/rows/0/response_saved_usd").asDouble()).isEqualTo(cost);
        assertThat(own.at("/rows/0/cost_usd").asDouble()).isEqualTo(2 * cost);
        assertThat(gateway.send("GET", "/v1/usage?by=model", "", TENANT, "beta").body())
                .contains("\"cached_calls\":0")
                .doesNotContain("gpt");
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        for (String outcome : new String[] {"hit", "miss", "bypass"}) {
            assertThat(meters.get("pointsman.response_cache.calls")
                            .tags("pointsman.pool", "metered", "pointsman.outcome", outcome)
                            .counter()
                            .count())
                    .as(outcome)
                    .isEqualTo(1);
        }
        assertThat(meters.get("pointsman.response_cache.saved")
                        .tag("pointsman.pool", "metered")
                        .counter()
                        .count())
                .isEqualTo(cost);
        assertThat(meters.get("pointsman.response_cache.memory").gauge().value())
                .isGreaterThan(256);
    }
}
