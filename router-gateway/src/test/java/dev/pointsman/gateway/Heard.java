package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pointsman.gateway.response.RouterHeaders;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Response to one chat completion, as received by a client of the gateway.
 *
 * @param status the HTTP status
 * @param headers the response's headers
 * @param text the whole text as far as it came
 * @param finish the finish reason; empty if none came
 * @param usage the usage; missing if none came
 * @param error the error; missing if none came
 * @param done whether a stream ended with its mark
 * @param broken whether the connection broke before the end of the body
 * @param took the time to the end of the response
 */
public record Heard(
        int status,
        HttpHeaders headers,
        String text,
        String finish,
        JsonNode usage,
        JsonNode error,
        boolean done,
        boolean broken,
        Duration took) {

    static Heard document(HttpResponse<String> response, Duration took) {
        return document(response, Gateway.json(response.body()), took);
    }

    private static Heard document(HttpResponse<?> response, JsonNode body, Duration took) {
        return new Heard(
                response.statusCode(),
                response.headers(),
                body.at("/choices/0/message/content").asText(),
                body.at("/choices/0/finish_reason").asText(),
                body.path("usage"),
                body.path("error"),
                false,
                false,
                took);
    }

    static Heard stream(HttpResponse<?> response, ReceivedBody body, Duration took) {
        if (response.statusCode() != 200) {
            return document(response, Gateway.json(body.text()), took);
        }
        List<String> data = data(body.text());
        List<JsonNode> events = data.stream()
                .filter(line -> !line.equals("[DONE]"))
                .map(Gateway::json)
                .toList();
        return new Heard(
                response.statusCode(),
                response.headers(),
                events.stream()
                        .map(event -> event.at("/choices/0/delta/content").asText())
                        .collect(Collectors.joining()),
                events.stream()
                        .map(event -> event.at("/choices/0/finish_reason"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(",")),
                only(events, "usage"),
                only(events, "error"),
                !data.isEmpty() && data.get(data.size() - 1).equals("[DONE]"),
                body.broken(),
                took);
    }

    /** The payloads of server-sent events. */
    static List<String> data(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .toList();
    }

    private static JsonNode only(List<JsonNode> events, String field) {
        List<JsonNode> found = events.stream()
                .map(event -> event.path(field))
                .filter(JsonNode::isObject)
                .toList();
        if (found.size() > 1) {
            throw new AssertionError(field + " came " + found.size() + " times");
        }
        return found.isEmpty() ? MissingNode.getInstance() : found.get(0);
    }

    public String model() {
        return headers.firstValue(RouterHeaders.MODEL).orElse("");
    }

    int attempts() {
        return headers.firstValue(RouterHeaders.ATTEMPTS).map(Integer::valueOf).orElse(0);
    }

    boolean degraded() {
        return headers.firstValue(RouterHeaders.DEGRADED).filter("true"::equals).isPresent();
    }
}
