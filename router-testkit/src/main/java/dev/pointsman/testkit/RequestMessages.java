package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;

/** The conversation of a request; both wire formats lay it out alike. */
record RequestMessages(JsonNode list) {

    static RequestMessages of(JsonNode body) {
        return new RequestMessages(body.path("messages"));
    }

    boolean endWithAssistant() {
        return last().path("role").asText().equals("assistant");
    }

    /** Returns the assistant's prefill, or an empty text. */
    String prefill() {
        return endWithAssistant() ? text(last().path("content")) : "";
    }

    /**
     * Returns whether the last message contains a tool's result: in its own role, or as a block of the user's message.
     */
    boolean endWithToolResult() {
        return last().path("role").asText().equals("tool")
                || last().path("content").findValuesAsText("type").contains("tool_result");
    }

    private JsonNode last() {
        return list.path(list.size() - 1);
    }

    private static String text(JsonNode content) {
        return content.isArray() ? String.join("", content.findValuesAsText("text")) : content.asText();
    }
}
