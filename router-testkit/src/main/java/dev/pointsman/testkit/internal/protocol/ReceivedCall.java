package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import java.util.List;
import java.util.OptionalInt;

/**
 * Call that a request stands for.
 *
 * @param wire the protocol
 * @param operation the operation
 * @param number the request's place in the order of arrival, from 1
 * @param model the requested model; empty if the request names none
 * @param asksForStream whether the request asks for a stream of events
 * @param length the length of the body in characters
 * @param body the body as JSON
 */
public record ReceivedCall(
        FakeWire wire,
        FakeOperation operation,
        int number,
        String model,
        boolean asksForStream,
        int length,
        JsonNode body) {
    private static final List<String> LIMITS = List.of(
            "/max_tokens",
            "/max_completion_tokens",
            "/max_output_tokens",
            "/generationConfig/maxOutputTokens",
            "/inferenceConfig/maxTokens");

    public boolean streaming() {
        return operation == FakeOperation.CHAT && asksForStream;
    }

    public RequestMessages messages() {
        return RequestMessages.of(body);
    }

    public boolean wantsTool() {
        return OfferedTool.isAnyIn(body) && !refusesTools() && !messages().endWithToolResult();
    }

    /** Returns whether the request asks for reasoning, in the way of any wire format. */
    boolean wantsReasoning() {
        return List.of("enabled", "adaptive").contains(thinking().path("type").asText())
                || body.at("/outputConfig/effort").isTextual()
                || body.path("reasoning").isObject()
                || body.at("/generationConfig/thinkingConfig/includeThoughts").asBoolean();
    }

    /** Returns the thinking settings of a Claude model. */
    JsonNode thinking() {
        JsonNode own = body.path("thinking");
        return own.isObject() ? own : body.at("/additionalModelRequestFields/thinking");
    }

    private boolean refusesTools() {
        JsonNode choice = body.path("tool_choice");
        boolean none =
                (choice.isObject() ? choice.path("type") : choice).asText().equals("none");
        return none
                || body.at("/toolConfig/functionCallingConfig/mode").asText().equals("NONE");
    }

    public OptionalInt maxTokens() {
        return LIMITS.stream()
                .map(body::at)
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .findFirst();
    }

    /** Roughly what a tokenizer would count: four characters each. */
    public int estimatedPromptTokens() {
        return Math.max(1, length / 4);
    }

    /** A name for the answer that is the same in every run. */
    String id(String prefix) {
        return prefix + number;
    }
}
