package dev.pointsman.quality.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.model.Model;
import dev.pointsman.quality.internal.AnswerChecks.ToolCalls;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Check of tool calls against the schemas of twelve public tools, in the forms in which providers answer. */
class ToolCallValidityTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode TOOLS = read();

    private final AnswerChecks checks = new AnswerChecks();

    private static JsonNode read() {
        try (InputStream in = ToolCallValidityTest.class.getResourceAsStream("/tools.json")) {
            return MAPPER.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "openai-responses", "anthropic", "gemini", "bedrock"})
    void validCallsAreValidInTheFormOfEachProvider(String protocol) throws IOException {
        WireProtocol wire = WireProtocols.load()
                .create(
                        protocol,
                        new ProviderAccount("p", URI.create("https://localhost"), "key", InstantSource.system()));
        int valid = 0;
        for (JsonNode tool : TOOLS) {
            for (JsonNode arguments : tool.get("valid")) {
                JsonNode body = NativeAnswers.of(protocol, tool.get("name").asText(), arguments);
                JsonNode response =
                        wire.chatResponse(Model.builder("m", "p").build(), body).json();
                assertThat(checks.toolCalls(request(), AnswerParts.of(response)))
                        .as("%s %s", tool.get("name"), response)
                        .isEqualTo(ToolCalls.VALID);
                valid++;
            }
            for (JsonNode arguments : tool.get("invalid")) {
                JsonNode body = NativeAnswers.of(protocol, tool.get("name").asText(), arguments);
                JsonNode response =
                        wire.chatResponse(Model.builder("m", "p").build(), body).json();
                assertThat(checks.toolCalls(request(), AnswerParts.of(response)))
                        .as("%s %s", tool.get("name"), arguments)
                        .isEqualTo(ToolCalls.SCHEMA_MISMATCH);
            }
        }
        assertThat(valid).isGreaterThan(25);
    }

    @Test
    void streamedPiecesAreJoined() {
        for (JsonNode tool : TOOLS) {
            for (JsonNode arguments : tool.get("valid")) {
                List<JsonNode> chunks = new ArrayList<>();
                chunks.add(delta(0, tool.get("name").asText(), ""));
                String text = arguments.toString();
                for (int from = 0; from < text.length(); from += 7) {
                    chunks.add(delta(0, "", text.substring(from, Math.min(text.length(), from + 7))));
                }
                chunks.add(end("tool_calls"));
                assertThat(checks.toolCalls(request(), AnswerParts.of(chunks)))
                        .as("%s", arguments)
                        .isEqualTo(ToolCalls.VALID);
            }
        }
    }

    @Test
    void theThreeKindsOfInvalidCallsAreToldApart() {
        assertThat(check("read_graph", "")).as("no parameters, no arguments").isEqualTo(ToolCalls.VALID);
        assertThat(check("fetch", "{\"url\": \"x\"")).isEqualTo(ToolCalls.BAD_JSON);
        assertThat(check("fetch", "{\"url\": \"x\"} and more")).isEqualTo(ToolCalls.BAD_JSON);
        assertThat(check("fetch", "{'url': 'x'}")).isEqualTo(ToolCalls.BAD_JSON);
        assertThat(check("fetch_page", "{\"url\": \"x\"}")).isEqualTo(ToolCalls.UNKNOWN_TOOL);
        assertThat(check("fetch", "[\"x\"]")).isEqualTo(ToolCalls.SCHEMA_MISMATCH);
        assertThat(check("fetch", "\"x\"")).isEqualTo(ToolCalls.SCHEMA_MISMATCH);
    }

    @Test
    void whatWasCutOffSaysNothing() {
        ObjectNode response = response("fetch", "{\"url\": \"x");
        ((ObjectNode) response.at("/choices/0")).put("finish_reason", "length");

        assertThat(checks.toolCalls(request(), AnswerParts.of(response))).isEqualTo(ToolCalls.NONE);
    }

    @Test
    void toolsOfTheProviderAreNotUnknown() {
        ObjectNode request = request();
        ((ArrayNode) request.get("tools")).addObject().put("type", "web_search");

        assertThat(checks.toolCalls(request, AnswerParts.of(response("web_search", "{}"))))
                .isEqualTo(ToolCalls.NONE);
    }

    @Test
    void aSchemaThatIsNoneAllowsEverything() throws IOException {
        JsonNode request = MAPPER.readTree("""
                {"tools": [
                  {"type": "function", "function": {"name": "a", "parameters": {"type": "OBJECT"}}},
                  {"type": "function", "function": {"name": "b", "parameters": {"$ref": "https://localhost/elsewhere"}}},
                  {"type": "function", "function": {"name": "c", "parameters": {"type": "object", "properties": {"x": {"pattern": "("}}}}},
                  {"type": "function", "function": {"name": "d"}}]}""");

        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(checks.toolCalls(request, AnswerParts.of(response(name, "{\"x\": \"y\"}"))))
                    .as(name)
                    .isEqualTo(ToolCalls.VALID);
        }
    }

    @Test
    void jsonAnswersAreCheckedAgainstTheirSchema() throws IOException {
        JsonNode request = MAPPER.readTree("""
                {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "strict": true, "schema":
                  {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"], "additionalProperties": false}}}}""");

        assertThat(checks.json(request, text(" {\"n\": 1}\n"))).isTrue();
        assertThat(checks.json(request, text("{\"n\": 1.5}"))).isFalse();
        assertThat(checks.json(request, text("Here it is: {\"n\": 1}"))).isFalse();
        assertThat(checks.json(request, text(""))).isNull();
        assertThat(checks.json(MAPPER.createObjectNode(), text("no JSON was asked for")))
                .isNull();
        assertThat(checks.json(MAPPER.readTree("{\"response_format\": {\"type\": \"json_object\"}}"), text("{}")))
                .isTrue();
    }

    private ToolCalls check(String name, String arguments) {
        return checks.toolCalls(request(), AnswerParts.of(response(name, arguments)));
    }

    private static AnswerParts text(String content) {
        ObjectNode response = MAPPER.createObjectNode();
        ObjectNode choice = response.putArray("choices").addObject().put("finish_reason", "stop");
        choice.putObject("message").put("content", content);
        return AnswerParts.of(response);
    }

    private static ObjectNode response(String name, String arguments) {
        ObjectNode response = MAPPER.createObjectNode();
        ObjectNode choice = response.putArray("choices").addObject().put("finish_reason", "tool_calls");
        choice.putObject("message")
                .putArray("tool_calls")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments);
        return response;
    }

    private static JsonNode delta(int index, String name, String arguments) {
        ObjectNode chunk = MAPPER.createObjectNode();
        ObjectNode call = chunk.putArray("choices")
                .addObject()
                .putObject("delta")
                .putArray("tool_calls")
                .addObject()
                .put("index", index);
        ObjectNode function = call.putObject("function").put("arguments", arguments);
        if (!name.isEmpty()) {
            function.put("name", name);
        }
        return chunk;
    }

    private static JsonNode end(String reason) {
        ObjectNode chunk = MAPPER.createObjectNode();
        chunk.putArray("choices").addObject().put("finish_reason", reason).putObject("delta");
        return chunk;
    }

    private static ObjectNode request() {
        ObjectNode request = MAPPER.createObjectNode();
        ArrayNode tools = request.putArray("tools");
        for (JsonNode tool : TOOLS) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.set("name", tool.get("name"));
            function.set("parameters", tool.get("parameters"));
        }
        return request;
    }
}
