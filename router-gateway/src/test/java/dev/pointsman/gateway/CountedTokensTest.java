package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.router.ModelRouter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests for the number of tokens in front of models of Anthropic's protocol and of another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountedTokensTest {
    private static final String PATH = "/v1/messages/count_tokens";
    private static final String BODY = """
            {"model":"POOL",  "system":"caf\\u00e9", "new_field":1e2,"messages":[ {"role":"user","content":"Hello"} ]}""";

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer provider;
    private final Gateway gateway;
    private volatile boolean firstFails;
    private volatile boolean allFail;

    CountedTokensTest() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/", this::answer);
        provider.start();
        gateway = Gateway.start(
                """
                pointsman:
                  providers:
                    anth: { wire: anthropic, url: "%1$s", api-key: provider-key }
                    open: { wire: openai, url: "%1$s" }
                  models:
                    - { id: o, provider: open, name: gpt-served }
                    - { id: one, provider: anth, name: claude-one }
                    - { id: two, provider: anth, name: claude-two }
                  pools:
                    mixed: { primary: [o], fallback: [one], emergency: [two] }
                    other: { primary: [o] }
                """.formatted("http://127.0.0.1:" + provider.getAddress().getPort() + "/v1"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        paths.add(exchange.getRequestURI().getPath());
        boolean fails = allFail || (firstFails && body.contains("claude-one"));
        byte[] bytes = (fails
                        ? "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}"
                        : "{\"input_tokens\":42,\"more\":true}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(fails ? 529 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @BeforeEach
    void forget() {
        bodies.clear();
        paths.clear();
        firstFails = false;
        allFail = false;
    }

    @AfterAll
    void close() {
        gateway.close();
        provider.stop(0);
    }

    private HttpResponse<String> count(String pool) throws Exception {
        HttpResponse<String> response =
                gateway.post(PATH, BODY.replace("POOL", pool), "anthropic-version", "2023-06-01");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    @Test
    void theChosenModelsProviderCountsTheClientsBytes() throws Exception {
        HttpResponse<String> response = count("mixed");
        assertThat(response.body()).isEqualTo("{\"input_tokens\":42,\"more\":true}");
        assertThat(response.headers().firstValue(RouterHeaders.MODEL)).contains("one");
        assertThat(response.headers().firstValue(RouterHeaders.ESTIMATED)).isEmpty();
        assertThat(paths).containsExactly(PATH);
        assertThat(bodies).containsExactly(BODY.replace("POOL", "claude-one"));
    }

    @Test
    void theNextModelCountsAfterAFailureWhichNoStatisticsShow() throws Exception {
        firstFails = true;
        assertThat(count("mixed").headers().firstValue(RouterHeaders.MODEL)).contains("two");
        assertThat(bodies).hasSize(2);
        assertThat(gateway.bean(ModelRouter.class).operations().snapshot())
                .allSatisfy(model -> assertThat(model.statistics().successes()
                                + model.statistics().failures())
                        .isZero());
    }

    @Test
    void itIsEstimatedWhenAllFailAndWhereNoModelIsOfTheProtocol() throws Exception {
        allFail = true;
        for (String pool : List.of("mixed", "other")) {
            HttpResponse<String> response = count(pool);
            assertThat(Gateway.json(response.body()).path("input_tokens").asInt())
                    .isPositive();
            assertThat(response.headers().firstValue(RouterHeaders.ESTIMATED)).contains("true");
        }
        assertThat(bodies).hasSize(2);
    }

    @Test
    void anUnknownModelIsAnError() throws Exception {
        assertThat(gateway.post(PATH, BODY.replace("POOL", "nobody")).statusCode())
                .isEqualTo(404);
    }
}
