package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Gateway with caches of responses, and calls of it. */
abstract class ResponseCacheFixture {
    private static final String CACHE = "X-Router-Cache";
    static final String TENANT = "X-Router-Tenant";
    private static final String MESSAGES = "/v1/messages";

    static FaultyProvider openAi;
    private static FaultyProvider anthropic;
    static Gateway gateway;

    final String own = "tenant-" + System.nanoTime(); // of each test, so that none finds answers of another
    private int before;

    @BeforeAll
    static void start() throws IOException {
        openAi = FaultyProvider.openAi().text("one two three four").start();
        anthropic = FaultyProvider.anthropic().text("one two three four").start();
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
                """.formatted(openAi.url(), anthropic.url()));
    }

    @AfterAll
    static void end() {
        gateway.close();
        openAi.close();
        anthropic.close();
    }

    @BeforeEach
    void heal() {
        openAi.heal();
        before = openAi.requestCount() + anthropic.requestCount();
    }

    int calls() {
        return openAi.requestCount() + anthropic.requestCount() - before;
    }

    HttpResponse<String> ask(String fields, String... headers) throws Exception {
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

    HttpResponse<String> message(String fields, String... headers) throws Exception {
        return gateway.post(
                MESSAGES,
                "{" + fields + ",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                withTenant(headers));
    }

    static String used(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return header(response, CACHE);
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String withoutCost(String events) {
        return events.replaceAll("\"cost\":[0-9.E-]+", "");
    }
}
