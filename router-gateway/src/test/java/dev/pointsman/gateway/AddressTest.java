package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Addresses, methods and request lines that the gateway does and does not take. */
class AddressTest {
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void oneModelAndAPoolAreDescribed() throws Exception {
        HttpResponse<String> list = gateway.send("GET", "/v1/models", "");
        for (JsonNode model : Gateway.json(list.body()).path("data")) {
            String id = model.path("id").asText();
            HttpResponse<String> one = gateway.send("GET", "/v1/models/" + id, "");
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(Gateway.json(one.body())).isEqualTo(model);
        }
        HttpResponse<String> none = gateway.send("GET", "/v1/models/none", "");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(error(none).path("code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void theHeadOfAKnownAddressIsAnswered() throws Exception {
        HttpResponse<String> head = gateway.send("HEAD", "/v1/models", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(gateway.send("HEAD", "/v1/none", "").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownAddressIsNamed() throws Exception {
        HttpResponse<String> none = gateway.post("/v1/none", "{}");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(error(none).path("message").asText()).contains("POST /v1/none");
        assertThat(error(none).path("type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void aWrongMethodIsAnsweredWithTheRightOnes() throws Exception {
        HttpResponse<String> wrong = gateway.send("GET", Gateway.CHAT, "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
        assertThat(error(wrong).path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error(wrong).path("code").asText()).isEqualTo("method_not_allowed");
    }

    @Test
    void aRequestLineThatIsTooLongIs414() throws Exception {
        assertThat(gateway.raw("GET /v1/" + "x".repeat(5_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.0 414 ") // the version of a request line that was not read
                .contains("\"type\":\"invalid_request_error\"", "max-initial-line-length");
    }

    @Test
    void aHeaderThatIsTooLongIs431() throws Exception {
        assertThat(gateway.raw("GET /v1/models HTTP/1.1\r\nX-Long: " + "x".repeat(9_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"type\":\"invalid_request_error\"", "max-header-size");
    }

    @Test
    void aTargetThatIsNoPathIsNamedAsSuch() throws Exception {
        assertThat(gateway.raw("GET /%zz HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("request target: not a valid address")
                .doesNotContain("Host");
    }

    private static JsonNode error(HttpResponse<String> response) {
        return Gateway.json(response.body()).path("error");
    }
}
