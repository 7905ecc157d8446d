package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Effect of the live page's buttons. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final String TRAFFIC = "/embedded/traffic";

    private final Gateway gateway = Gateway.start();

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void thePageIsThereAndFindsItsControls() throws Exception {
        assertThat(gateway.send("GET", "/pointsman/ui", "").statusCode()).isEqualTo(200);
        JsonNode state = state();
        assertThat(state.at("/traffic/running").asBoolean()).isFalse();
        assertThat(state.at("/goals/0").asText()).isEqualTo("balanced");
        assertThat(state.path("goals")).hasSizeGreaterThan(3);
        assertThat(state.path("providers").findValuesAsText("name")).containsExactly("aurora", "boreal", "cirrus");
    }

    @Test
    void aProviderChangesItsMode() throws Exception {
        JsonNode changed = Gateway.json(gateway.send("PUT", "/embedded/providers/boreal", "{\"mode\":\"down\"}")
                .body());
        assertThat(changed.at("/providers/1/mode").asText()).isEqualTo("down");
        gateway.send("PUT", "/embedded/boreal/calm", "");
        assertThat(state().at("/providers/1/mode").asText()).isEqualTo("calm");
    }

    @Test
    void trafficRunsUntilItIsStopped() throws Exception {
        JsonNode started = Gateway.json(gateway.send("PUT", TRAFFIC, "{\"running\":true,\"goal\":\"speed\"}")
                .body());
        assertThat(started.at("/traffic/running").asBoolean()).isTrue();
        assertThat(started.at("/traffic/goal").asText()).isEqualTo("speed");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (requests() < 5 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(requests()).isGreaterThanOrEqualTo(5);
        JsonNode stopped =
                Gateway.json(gateway.send("PUT", TRAFFIC, "{\"running\":false}").body());
        assertThat(stopped.at("/traffic/running").asBoolean()).isFalse();
        assertThat(stopped.at("/traffic/goal").asText()).as("as before").isEqualTo("speed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /embedded/traffic          | {"running":true,"goal":"swiftness"} | 400 | goal: swiftness (expected: one of
            /embedded/providers/aurora | {"mode":"odd"}                      | 400 | mode: odd (expected: calm
            /embedded/providers/aurora | {}                                  | 400 | mode: missing (expected: calm
            /embedded/providers/aurora | {"mode":["down"]}                   | 400 | mode: not a word (expected: calm
            /embedded/providers/aurora | {"mode":                            | 400 | body: not JSON (expected: a JSON object)
            /embedded/traffic          | {"running":"x"}                     | 400 | running: x (expected: true or false)
            /embedded/traffic          | {"goal":"cost"}                     | 400 | running: missing (expected: true or false)
            /embedded/traffic          | {"running":true,"goal":{}}          | 400 | goal: not a word (expected: one of
            /embedded/traffic          | []                                  | 400 | body: not an object (expected: a JSON object)
            /embedded/providers/nobody | {"mode":"calm"}                     | 400 | provider: nobody (expected: an embedded one)
            """)
    void whatIsWrongIsSaid(String path, String body, int status, String words) throws Exception {
        HttpResponse<String> response = gateway.send("PUT", path, body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Gateway.json(response.body()).at("/error/message").asText()).contains(words);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() throws Exception {
        HttpResponse<String> refused =
                gateway.send("PUT", TRAFFIC, "{\"running\":true}", "Origin", "https://elsewhere.example");
        assertThat(refused.statusCode()).isEqualTo(403);
        HttpResponse<String> form =
                gateway.send("PUT", TRAFFIC, "running=true", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.statusCode()).isBetween(400, 415);
        assertThat(gateway.send("POST", TRAFFIC, "{\"running\":true}").statusCode())
                .isEqualTo(405);
        assertThat(state().at("/traffic/running").asBoolean()).isFalse();
    }

    private int requests() throws IOException, InterruptedException {
        return state().path("providers").findValues("requests").stream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private JsonNode state() throws IOException, InterruptedException {
        return Gateway.json(gateway.send("GET", "/embedded", "").body());
    }
}
