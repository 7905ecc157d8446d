package dev.pointsman.wire.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.messages.MessagesProtocol;
import dev.pointsman.wire.responses.ResponsesProtocol;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random conversations of each client protocol at each provider protocol: every text, argument and result arrives once,
 * to the letter and in its order, and each result names its call. {@code -Dpairs.fuzz=100000} takes as many for each
 * pair.
 */
class PairFuzzTest {
    private static final int COUNT = Integer.getInteger("pairs.fuzz", 60);
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)#");
    private static final List<String> CLIENTS = List.of("completions", "messages", "responses");
    private static final WireProtocols PROTOCOLS = WireProtocols.load();
    private static final ProviderAccount ACCOUNT = new ProviderAccount(
            "p", URI.create("https://bedrock-runtime.eu-west-1.amazonaws.com"), "AK:secret", InstantSource.system());

    private static Stream<Arguments> pairs() {
        return CLIENTS.stream()
                .flatMap(client -> PROTOCOLS.names().stream().sorted().map(wire -> Arguments.of(client, wire)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void nothingIsLost(String client, String wire) {
        WireProtocol protocol = PROTOCOLS.create(wire, ACCOUNT);
        Model model =
                Model.builder("m", "p").name("gemini-3-pro").maxOutput(100).build();
        for (long seed = 0; seed < COUNT; seed++) {
            RandomConversation conversation = new RandomConversation(seed);
            byte[] sent = protocol.chatRequest(model, request(client, conversation), seed % 2 == 0)
                    .bytes();
            JsonNode body = JsonReader.object(sent, "the body");
            List<String> leaves = new ArrayList<>();
            for (String first : List.of("instructions", "system", "systemInstruction")) {
                leaves(body.path(first), leaves);
            }
            for (String then : List.of("messages", "input", "contents")) {
                leaves(body.path(then), leaves);
            }
            assertThat(numbers(leaves, conversation))
                    .as("seed %d: %s", seed, body)
                    .isEqualTo(conversation.spoken);
            List<String> tools = new ArrayList<>();
            leaves(body.path("tools"), tools);
            leaves(body.path("toolConfig"), tools);
            assertThat(tools).contains(conversation.texts.get(conversation.texts.size() - 1));
            assertPaired(body, seed);
        }
    }

    private static ChatRequest request(String client, RandomConversation conversation) {
        switch (client) {
            case "messages" -> {
                JsonNode json = conversation.messages();
                return new MessagesProtocol().request(json, bytes(json), Map.of());
            }
            case "responses" -> {
                JsonNode json = conversation.responses();
                return new ResponsesProtocol(ResponsesRequest.of(json), "resp_x", 1, true, ended -> {})
                        .request(json, bytes(json), Map.of());
            }
            default -> {
                return ChatRequest.of(conversation.completions());
            }
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The texts of a document in their order; a text that is JSON itself has texts of its own. */
    private static void leaves(JsonNode node, List<String> to) {
        if (node.isTextual()) {
            JsonNode inside = node.textValue().startsWith("{\"k\"")
                    ? JsonReader.objectOrNull(node.textValue().getBytes(StandardCharsets.UTF_8))
                    : null;
            if (inside == null) {
                to.add(node.textValue());
            } else {
                leaves(inside, to);
            }
        }
        node.forEach(child -> leaves(child, to));
    }

    private static List<Integer> numbers(List<String> leaves, RandomConversation conversation) {
        List<Integer> numbers = new ArrayList<>();
        for (String leaf : leaves) {
            Matcher matcher = NUMBER.matcher(leaf);
            while (matcher.find()) {
                int number = Integer.parseInt(matcher.group(1));
                assertThat(leaf).contains(conversation.texts.get(number).stripTrailing());
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** Each id of a call occurs twice: in the call, and then in its result. */
    private static void assertPaired(JsonNode body, long seed) {
        List<String> calls = new ArrayList<>();
        List<String> results = new ArrayList<>();
        ids(body, calls, results);
        assertThat(results).as("seed %d: %s", seed, body).isEqualTo(calls).doesNotHaveDuplicates();
    }

    private static void ids(JsonNode node, List<String> calls, List<String> results) {
        for (JsonNode call : node.path("tool_calls")) {
            calls.add(call.path("id").asText());
        }
        switch (node.path("type").asText()) {
            case "tool_use" -> calls.add(node.path("id").asText());
            case "function_call" -> calls.add(node.path("call_id").asText());
            case "tool_result" -> results.add(node.path("tool_use_id").asText());
            case "function_call_output" -> results.add(node.path("call_id").asText());
            default -> {}
        }
        if (node.path("role").asText().equals("tool")) {
            results.add(node.path("tool_call_id").asText());
        }
        add(node.path("functionCall").path("id"), calls);
        add(node.path("functionResponse").path("id"), results);
        add(node.path("toolUse").path("toolUseId"), calls);
        add(node.path("toolResult").path("toolUseId"), results);
        node.forEach(child -> ids(child, calls, results));
    }

    private static void add(JsonNode id, List<String> to) {
        if (id.isTextual()) {
            to.add(id.textValue());
        }
    }
}
