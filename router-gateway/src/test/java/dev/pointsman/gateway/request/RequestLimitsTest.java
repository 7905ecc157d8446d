package dev.pointsman.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.gateway.Gateway;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of what one request may take, each refused by name. */
class RequestLimitsTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start(Map.of(
                "gateway.limits.nodes", 200,
                "gateway.limits.depth", 10,
                "gateway.limits.messages", 5,
                "gateway.limits.tools", 2,
                "gateway.limits.prompt-characters", 100_000));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whatIsWithinTheLimitsIsServed() throws Exception {
        assertThat(post("[" + USER + ("," + USER).repeat(4) + "]", "").statusCode())
                .isEqualTo(200);
        String image = "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"file\","
                + "\"file\":{\"file_data\":\"" + "A".repeat(200_000) + "\"}}]}]";
        assertThat(post(image, "").body()).as("files are no text").doesNotContain("prompt-characters");
    }

    @Test
    void whatIsBeyondALimitIsRefusedByItsName() throws Exception {
        refused(post("[" + USER + ("," + USER).repeat(5) + "]", ""), "messages", 5);
        refused(post("[" + USER + "]", ",\"tools\":[{},{},{}]"), "tools", 2);
        refused(post("[" + USER + "]", ",\"metadata\":" + "[".repeat(10) + "]".repeat(10)), "depth", 10);
        refused(post("[" + USER + "]", ",\"metadata\":[" + "1,".repeat(200) + "1]"), "nodes", 200);
        refused(post("[" + USER.replace("hi", "x".repeat(100_001)) + "]", ""), "prompt-characters", 100_000);
        refused(
                gateway.post("/v1/embeddings", "{\"model\":\"chat\",\"input\":[" + "1,".repeat(200) + "1]}"),
                "nodes",
                200);
    }

    @Test
    void itemsOfAnInputAreMessages() throws Exception {
        String six = "{\"model\":\"chat\",\"input\":[" + USER + ("," + USER).repeat(5) + "]}";
        HttpResponse<String> refused = gateway.post("/v1/responses", six);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("input items", "at most 5, gateway.limits.messages");
        assertThat(gateway.post("/v1/responses", six.replaceFirst(Pattern.quote("," + USER), ""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.post(
                                "/v1/embeddings",
                                "{\"model\":\"embed\",\"input\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNumberThatNoDoubleHoldsIsRefused() throws Exception {
        HttpResponse<String> response = post("[" + USER + "]", ",\"seed\":1e400");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("a number out of range");
        assertThat(post("[" + USER + "]", ",\"max_tokens\":1e400").statusCode()).isEqualTo(400);
        assertThat(post("[" + USER + "]", ",\"seed\":" + "9".repeat(2000)).body())
                .contains("a number of too many digits");
    }

    @ParameterizedTest
    @CsvSource({
        "nodes, 0, >= 1",
        "depth, 1001, 1 to 1000",
        "messages, 0, >= 1",
        "tools, -1, >= 1",
        "prompt-characters, 0, >= 1",
        "body-memory, 1KB, 0 or >= 1048576 bytes",
        "header-timeout, 0s, '> 0, at most 24h'",
        "header-timeout, 25h, '> 0, at most 24h'",
        "body-timeout, 0s, '> 0, at most 24h'",
        "body-timeout, 200000d, '> 0, at most 24h'",
        "body-rate, 0, >= 1 byte"
    })
    void aWrongLimitStopsTheStart(String name, String value, String expected) {
        assertThatThrownBy(() ->
                        Gateway.start(Map.of("gateway.limits." + name, value)).close())
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, one -> one != null, Throwable::getCause)
                                .filter(ConfigurationException.class::isInstance)
                                .map(Throwable::getMessage))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("gateway.limits." + name + ": ")
                                .endsWith("(expected: " + expected + ")")));
    }

    private static HttpResponse<String> post(String messages, String more) throws Exception {
        return gateway.post(Gateway.CHAT, "{\"messages\":" + messages + more + "}");
    }

    private static void refused(HttpResponse<String> response, String limit, int most) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .contains("too many (expected: at most " + most + ", gateway.limits." + limit + ")")
                .contains("\"type\":\"invalid_request_error\"")
                .contains("\"code\":\"request_too_large\"");
    }
}
