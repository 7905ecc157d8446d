package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import dev.pointsman.testkit.internal.protocol.ReasoningFields;
import dev.pointsman.testkit.internal.protocol.RequestMessages;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request as a {@link FaultyProvider} received it.
 *
 * <p>Immutable: {@link #ending()} is the state at the time the record was handed out. {@link #toString()} leaves
 * out the headers and the body, because they hold keys and prompts.
 *
 * @param number the request's place in the order of arrival, from 1
 * @param arrived the time from the provider's start to the end of this request's body, on a monotonic clock
 * @param method the HTTP method, in capitals
 * @param path the path as sent, without the query
 * @param query the query as sent, without the question mark; empty when there is none
 * @param headers all header fields; the names compare without regard to case
 * @param body the body, read as UTF-8; empty when there is none
 * @param ending how the exchange ended, or {@link ExchangeEnding#OPEN}
 */
public record SeenRequest(
        int number,
        Duration arrived,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        String body,
        ExchangeEnding ending) {

    private static final Pattern MODEL = Pattern.compile("/models?/([^/]+?)(?::[a-zA-Z]+|/converse(?:-stream)?)$");

    /**
     * The first value of a header field.
     *
     * @param name the field's name, in any case
     * @return the value, or empty when the request has no such field
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * A value of the JSON body.
     *
     * @param pointer a JSON Pointer, such as {@code /messages/0/content}
     * @return a text or number as text, an object or array as JSON; empty when it is missing or the body is not JSON
     * @throws IllegalArgumentException when the pointer is not empty and does not start with a slash
     */
    public Optional<String> at(String pointer) {
        JsonNode node = JsonText.parse(body).at(pointer);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(node.isValueNode() ? node.asText() : node.toString());
    }

    /**
     * The model that the request names, in its body or its path.
     *
     * @return the model, or an empty text when the request names none
     */
    public String model() {
        return at("/model").orElseGet(() -> {
            Matcher named = MODEL.matcher(path);
            return named.find() ? URLDecoder.decode(named.group(1), StandardCharsets.UTF_8) : "";
        });
    }

    /**
     * Returns whether the request asks for a stream of events.
     *
     * @return true when the body's {@code stream} is true, or the path says so
     */
    public boolean streaming() {
        return path.endsWith(":streamGenerateContent")
                || path.endsWith("/converse-stream")
                || at("/stream").filter("true"::equals).isPresent();
    }

    /**
     * Returns whether the request's last message is the assistant's, so that the answer should continue it.
     *
     * @return true for a prefill
     */
    public boolean prefilled() {
        return RequestMessages.of(JsonText.parse(body)).endWithAssistant();
    }

    /**
     * Returns the opaque reasoning state in the request: signatures of reasoning, encrypted and redacted reasoning.
     *
     * @return the values in their order, of fields {@code signature}, {@code encrypted_content}, {@code
     *     thoughtSignature}, {@code redactedContent}, and {@code data} of a block of type {@code redacted_thinking}
     */
    public List<String> reasoningStates() {
        return ReasoningFields.in(JsonText.parse(body));
    }

    SeenRequest ended(ExchangeEnding how) {
        return new SeenRequest(number, arrived, method, path, query, headers, body, how);
    }

    /** The number, method, path and ending; never headers or body. */
    @Override
    public String toString() {
        return "#" + number + " " + method + " " + path + " at " + arrived + ": " + ending;
    }
}
