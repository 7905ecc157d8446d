package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** A request that has been understood: the HTTP side as seen, and the JSON side by meaning. */
record ReceivedCall(FakeWire wire, FakeOperation operation, SeenRequest seen, JsonNode body) {

    String model() {
        return body.path("model").asText();
    }

    boolean streaming() {
        return operation == FakeOperation.CHAT && body.path("stream").asBoolean();
    }

    RequestMessages messages() {
        return RequestMessages.of(body);
    }

    boolean wantsTool() {
        return !body.path("tools").isEmpty() && !refusesTools() && !messages().endWithToolResult();
    }

    private boolean refusesTools() {
        JsonNode choice = body.path("tool_choice");
        return (choice.isObject() ? choice.path("type") : choice).asText().equals("none");
    }

    OptionalInt maxTokens() {
        JsonNode limit = body.path(body.has("max_tokens") ? "max_tokens" : "max_completion_tokens");
        return limit.isInt() ? OptionalInt.of(limit.asInt()) : OptionalInt.empty();
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
