package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.tenant.KeyHashes;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration of the example with keys, at the real gateway. */
class KeysExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "gateway-keys", "tenants.yml");
    private static final String SUPPORT = KeyHashes.newKey(new SecureRandom());
    private static final String SEARCH = KeyHashes.newKey(new SecureRandom());

    private final FaultyProvider provider =
            FaultyProvider.openAi().text("hello").start();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = Gateway.start(Files.readString(EXAMPLE)
                        .replace("${SUPPORT_KEY_HASH}", KeyHashes.hash(SUPPORT))
                        .replace("${SEARCH_KEY_HASH}", KeyHashes.hash(SEARCH))
                + """
                  providers: { p: { wire: openai, url: "%s" } }
                  models: [ { id: m, provider: p, price: { input: 1, output: 1 } } ]
                  pools: { chat: { primary: [m] } }
                """.formatted(provider.url()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String... headers) throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.hello("\"max_tokens\":10"), headers);
    }

    @Test
    void eachTeamHasItsKeyItsLimitAndItsUsage() throws Exception {
        HttpResponse<String> unknown = ask();
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).contains("invalid_api_key");
        for (int i = 0; i < 3; i++) {
            assertThat(ask("Authorization", "Bearer " + SUPPORT).statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(ask("x-api-key", SEARCH).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> third = ask("x-api-key", SEARCH);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("requests_limit");
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        JsonNode usage = Gateway.json(
                gateway.send("GET", "/v1/usage?by=key", "", "x-api-key", SEARCH).body());
        assertThat(usage.toString()).contains("\"ci\"").doesNotContain("laptop");
    }
}
