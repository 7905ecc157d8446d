package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache of responses over HTTP: whole answers and streams, in both protocols of clients. */
class ResponseCacheTest {
    private static final String CACHE = "X-Router-Cache";
    private static final String TENANT = "X-Router-Tenant";
    private static final String MESSAGES = "/v1/messages";

    private static final FaultyProvider OPEN_AI =
            FaultyProvider.openAi().text("one two three four").start();
    private static final FaultyProvider ANTHROPIC =
            FaultyProvider.anthropic().text("one two three four").start();
    private static Gateway gateway;

    private final String own = "tenant-" + System.nanoTime(); // of each test, so that none finds answers of another
    private int before;

    @BeforeAll
    static void start() throws IOException {
        gateway = Gateway.start("""
                micronaut.metrics.enabled: true
                pointsman:
                  providers:
                    o: { wire: openai, url: "%s" }
                    c: { wire: anthropic, url: "%s", api-key: k }
                  models:
                    - { id: gpt, provider: o, price: { input: 10, output: 20 } }
                    - { id: claude, provider: c, price: { input: 10, output: 20 } }
                  pools:
                    chat: { primary: [gpt], failover: { retry-same: 0 }, cache: { ttl: 10m, when: always, scope: tenant } }
                    metered: { primary: [gpt], cache: { ttl: 10m, when: always } }
                    other: { primary: [gpt], cache: { ttl: 10m, when: always } }
                    exact: { primary: [gpt], cache: { ttl: 10m } }
                    claude-pool: { primary: [claude], cache: { ttl: 10m, when: always } }
                    plain: { primary: [gpt] }
                  tenants: { acme: {}, beta: {}, gamma: {} }
                """.formatted(OPEN_AI.url(), ANTHROPIC.url()));
    }

    @AfterAll
    static void end() {
        gateway.close();
        OPEN_AI.close();
        ANTHROPIC.close();
    }

    @BeforeEach
    void heal() {
        OPEN_AI.heal();
        before = OPEN_AI.requestCount() + ANTHROPIC.requestCount();
    }

    private int calls() {
        return OPEN_AI.requestCount() + ANTHROPIC.requestCount() - before;
    }

    private HttpResponse<String> ask(String fields, String... headers) throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.hello(fields), withTenant(headers));
    }

    private String[] withTenant(String... headers) {
        if (List.of(headers).contains(TENANT)) {
            return headers;
        }
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(TENANT, own));
        return all.toArray(new String[0]);
    }

    private HttpResponse<String> message(String fields, String... headers) throws Exception {
        return gateway.post(
                MESSAGES,
                "{" + fields + ",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                withTenant(headers));
    }

    private static String used(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return header(response, CACHE);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

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

    private static String withoutCost(String events) {
        return events.replaceAll("\"cost\":[0-9.E-]+", "");
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

    @Test
    void whatHasAnInfluenceOnTheAnswerIsPartOfTheKey() throws Exception {
        String[] different = {
            "\"model\":\"chat\"",
            "\"model\":\"other\"",
            "\"model\":\"gpt\"",
            "\"model\":\"chat\",\"temperature\":1",
            "\"model\":\"chat\",\"seed\":7",
            "\"model\":\"chat\",\"seed\":8",
            "\"model\":\"chat\",\"max_tokens\":50",
            "\"model\":\"chat\",\"stream\":true",
            "\"model\":\"chat\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
            "\"model\":\"chat\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]",
        };
        for (String fields : different) {
            assertThat(used(ask(fields))).as(fields).isEqualTo("miss");
        }
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "acme"))).isEqualTo("miss");
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "beta"))).isEqualTo("miss");
        assertThat(used(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"chat\""))))
                .isEqualTo("miss");
        assertThat(used(ask("\"model\":\"chat\"", "X-Router-Goal", "cost"))).isEqualTo("miss");
        assertThat(calls()).isEqualTo(different.length + 4);
        for (String fields : different) {
            assertThat(used(ask(fields))).as(fields).isEqualTo("hit");
        }
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "acme"))).isEqualTo("hit");
    }

    @Test
    void namesOfUsersAndSessionsAndTheFormOfTheRequestAreNot() throws Exception {
        assertThat(used(ask("\"model\":\"chat\",\"top_p\":1,\"temperature\":0")))
                .isEqualTo("miss");
        String[] same = {
            "\"temperature\":0.0,\"top_p\":1.0,\"model\":\"chat\"",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"user\":\"ann\"",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"metadata\":{\"a\":\"b\"},\"store\":false",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"prompt_cache_key\":\"k\",\"stop\":null",
        };
        for (String fields : same) {
            assertThat(used(ask(fields, "X-Router-Session", fields))).as(fields).isEqualTo("hit");
        }
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aCallerMayAskForANewAnswerOrDoWithout() throws Exception {
        assertThat(used(ask("\"model\":\"chat\""))).isEqualTo("miss");
        OPEN_AI.always(Fault.says("new"));
        assertThat(used(ask("\"model\":\"chat\"", "Cache-Control", "No-Store"))).isEqualTo("bypass");
        assertThat(ask("\"model\":\"chat\"").body()).contains("one two");
        HttpResponse<String> fresh = ask("\"model\":\"chat\"", "Cache-Control", "max-age=0, no-cache");
        assertThat(used(fresh)).isEqualTo("refresh");
        assertThat(fresh.body()).contains("new");
        HttpResponse<String> again = ask("\"model\":\"chat\"");
        assertThat(used(again)).isEqualTo("hit");
        assertThat(again.body()).contains("new");
        String streamed = "\"model\":\"chat\",\"stream\":true";
        assertThat(used(ask(streamed, "Cache-Control", "no-cache"))).isEqualTo("refresh");
        assertThat(used(ask(streamed))).isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource({"0,hit", "0.0,hit", "0.7,bypass", "null,bypass"})
    void withoutFurtherWordsOnlyTemperatureZeroIsCached(String temperature, String second) throws Exception {
        String fields = "\"model\":\"exact\",\"temperature\":" + temperature;
        ask(fields);
        assertThat(used(ask(fields))).isEqualTo(second);
    }

    @Test
    void aPoolWithoutACacheSaysNothingOfIt() throws Exception {
        ask("\"model\":\"plain\"");
        assertThat(used(ask("\"model\":\"plain\""))).isEmpty();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void anAnswerThatDidNotEndByItselfIsNotCached() throws Exception {
        Fault[] ends = {Fault.lengthAfter(2), Fault.contentFilterAfter(2), Fault.status(500)};
        for (Fault end : ends) {
            assertIsNotCached(end, "false");
            assertIsNotCached(end, "true");
        }
        assertIsNotCached(Fault.cutBody(), "false");
        assertIsNotCached(Fault.closeAfter(2), "true");
        assertIsNotCached(Fault.errorEvent(2), "true");
    }

    private void assertIsNotCached(Fault fault, String stream) throws Exception {
        OPEN_AI.always(fault);
        String fields = "\"model\":\"chat\",\"stream\":" + stream + ",\"seed\":" + calls();
        try {
            ask(fields);
        } catch (IOException e) {
            // a stream that is cut
        }
        OPEN_AI.heal();
        HttpResponse<String> next = ask(fields);
        assertThat(used(next)).as(fault + " " + stream).isEqualTo("miss");
        assertThat(next.body()).contains("four");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void identicalCallsUnderWayAreMadeOnce(boolean stream) throws Exception {
        OPEN_AI.always(Fault.slowHeaders(Duration.ofMillis(500)).and(Fault.slowTokens(Duration.ofMillis(20))));
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
        assertThat(responses).extracting(ResponseCacheTest::used).containsOnlyOnce("miss");
        assertThat(responses).extracting(ResponseCacheTest::used).isSubsetOf("miss", "shared", "hit");
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

    @Test
    void wrongSettingsPreventTheStart() {
        String wrong = """
                pointsman:
                  response-cache: { memory: much, store-timeout: 0s }
                  providers: { o: { wire: openai, url: "http://localhost:1" } }
                  models: [ { id: gpt, provider: o } ]
                  pools:
                    a: { primary: [gpt], cache: { when: sometimes } }
                    b: { primary: [gpt], cache: { ttl: 0s, scope: all } }
                """;
        String mistake =
                Gateway.mistake(catchThrowable(() -> Gateway.start(wrong))).orElse("");
        assertThat(mistake)
                .contains(
                        "pointsman.response-cache.memory: much (expected: a size such as",
                        "pointsman.response-cache.store-timeout: 0s (expected: > 0)",
                        "pointsman.pools.a.cache.ttl: missing (expected: a duration such as 10m, > 0 and <= 30d)",
                        "pointsman.pools.a.cache.when: sometimes (expected: one of: temperature-0, always)",
                        "pointsman.pools.b.cache.ttl: 0s (expected: a duration such as 10m",
                        "pointsman.pools.b.cache.scope: all (expected: one of: tenant)");
    }
}
