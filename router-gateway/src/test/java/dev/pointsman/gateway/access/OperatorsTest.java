package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.Gateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The gateway from an operator's view. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsTest {
    private Gateway gateway;

    @BeforeAll
    void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void itTellsWhoServesAndWhyACallWouldGoWhereItGoes() throws Exception {
        gateway.ask();
        assertThat(get("/pointsman").path("health").asText()).isEqualTo("healthy");
        assertThat(get("/pointsman").path("pools"))
                .extracting(pool -> pool.path("name").asText())
                .containsExactly("chat", "embed");
        JsonNode cheapest = get("/pointsman/explain?goal=cost").at("/candidates/0");
        assertThat(cheapest.path("model").asText()).isEqualTo("cirrus-mini");
        assertThat(cheapest.path("words").asText()).contains("cheaper than");
        assertThat(get("/pointsman/explain?pool=embed")
                        .at("/candidates/0/model")
                        .asText())
                .as("of a pool that only embeds")
                .isEqualTo("cirrus-embed");
        assertThat(get("/health/readiness")
                        .at("/details/pointsman/details/state")
                        .asText())
                .isEqualTo("healthy");
    }

    @Test
    void whatIsNotThereIsToldByTheEndpointItself() throws Exception {
        HttpResponse<String> response = gateway.send("GET", "/pointsman/nothing", "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("view: nothing (expected: one of: actions, explain");
    }

    @Test
    void aModelCanBeHeldOutAndLetIn() throws Exception {
        assertThat(gateway.post("/pointsman/hold", "{\"model\":\"cirrus-embed\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/pointsman").path("health").asText()).isEqualTo("critical");
        assertThat(gateway.post("/pointsman/let-in", "{\"model\":\"cirrus-embed\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/pointsman").path("health").asText()).isEqualTo("healthy");
    }

    @Test
    void operatorsComeFromThisMachineByItsOwnNameAndNotByAProxy() throws Exception {
        assertThat(gateway.send("GET", "/pointsman", "", "X-Forwarded-For", "10.0.0.1")
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.raw("GET /pointsman HTTP/1.1", "LOCALHOST:8080")).startsWith("HTTP/1.1 200");
        assertThat(gateway.raw("GET /pointsman HTTP/1.1", "gateway"))
                .as("another name")
                .startsWith("HTTP/1.1 403");
        assertThat(gateway.raw("GET /pointsman/explain HTTP/1.1", "gateway")).startsWith("HTTP/1.1 403");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = gateway.send("GET", path, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Gateway.json(response.body());
    }
}
