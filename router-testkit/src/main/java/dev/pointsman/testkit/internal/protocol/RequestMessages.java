package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The conversation of a request; the wire formats lay it out nearly alike. */
public record RequestMessages(JsonNode list) {
    private static final List<String> FIELDS = List.of("contents", "messages", "input");

    public static RequestMessages of(JsonNode body) {
        return new RequestMessages(
                body.path(FIELDS.stream().filter(body::has).findFirst().orElse("messages")));
    }

    public boolean endWithAssistant() {
        return List.of("assistant", "model").contains(last().path("role").asText());
    }

    /** Returns the assistant's prefill, or an empty text. */
    public String prefill() {
        return endWithAssistant() ? text(last().path(last().has("parts") ? "parts" : "content")) : "";
    }

    /**
     * Returns whether the last message contains a tool's result: in its own role, as an item, or as a block of the user's message.
     */
    boolean endWithToolResult() {
        return last().path("role").asText().equals("tool")
                || last().path("type").asText().equals("function_call_output")
                || last().path("content").findValuesAsText("type").contains("tool_result")
                || last().findValue("functionResponse") != null
                || last().findValue("toolResult") != null;
    }

    private JsonNode last() {
        return list.path(list.size() - 1);
    }

    private static String text(JsonNode content) {
        return content.isArray() ? String.join("", content.findValuesAsText("text")) : content.asText();
    }
}
