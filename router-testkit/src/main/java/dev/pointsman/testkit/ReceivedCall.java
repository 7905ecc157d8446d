package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.FakeWire.FakeOperation;
import java.util.List;
import java.util.OptionalInt;

/** A request that has been understood: the HTTP side as seen, and the JSON side by meaning. */
record ReceivedCall(FakeWire wire, FakeOperation operation, SeenRequest seen, JsonNode body) {
    private static final List<String> LIMITS = List.of(
            "/max_tokens",
            "/max_completion_tokens",
            "/max_output_tokens",
            "/generationConfig/maxOutputTokens",
            "/inferenceConfig/maxTokens");

    String model() {
        return seen.model();
    }

    boolean streaming() {
        return operation == FakeOperation.CHAT && seen.streaming();
    }

    RequestMessages messages() {
        return RequestMessages.of(body);
    }

    boolean wantsTool() {
        return OfferedTool.isAnyIn(body) && !refusesTools() && !messages().endWithToolResult();
    }

    private boolean refusesTools() {
        JsonNode choice = body.path("tool_choice");
        boolean none =
                (choice.isObject() ? choice.path("type") : choice).asText().equals("none");
        return none
                || body.at("/toolConfig/functionCallingConfig/mode").asText().equals("NONE");
    }

    OptionalInt maxTokens() {
        return LIMITS.stream()
                .map(body::at)
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .findFirst();
    }

    /** Roughly what a tokenizer would count: four characters each. */
    int estimatedPromptTokens() {
        return Math.max(1, seen.body().length() / 4);
    }

    /** A name for the answer that is the same in every run. */
    String id(String prefix) {
        return prefix + seen.number();
    }
}
