package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builder of a {@link ChatRequest}. Not thread-safe. */
public final class ChatRequestBuilder {
    private final Map<String, JsonNode> fields;
    private final List<JsonNode> messages;
    private final List<JsonNode> tools;

    ChatRequestBuilder(Map<String, JsonNode> fields) {
        this.fields = new LinkedHashMap<>(fields);
        this.messages = taken("messages");
        this.tools = taken("tools");
    }

    private List<JsonNode> taken(String name) {
        return JsonFields.items(fields.remove(name));
    }

    /**
     * Adds a system message.
     *
     * @param text the instruction to the model
     * @return this builder
     */
    public ChatRequestBuilder system(String text) {
        return message("system", text);
    }

    /**
     * Adds a user message.
     *
     * @param text the user's text
     * @return this builder
     */
    public ChatRequestBuilder user(String text) {
        return message("user", text);
    }

    /**
     * Adds an assistant message.
     *
     * @param text the model's text
     * @return this builder
     */
    public ChatRequestBuilder assistant(String text) {
        return message("assistant", text);
    }

    /**
     * Adds the assistant's message of an answer, with its tool calls.
     *
     * @param response the answer
     * @return this builder
     */
    public ChatRequestBuilder assistant(ChatResponse response) {
        return message(response.message());
    }

    /**
     * Adds the result of a tool call.
     *
     * @param callId the id of the call
     * @param result what the tool returned
     * @return this builder
     */
    public ChatRequestBuilder toolResult(String callId, String result) {
        return message(JsonFields.build()
                .put("role", "tool")
                .put("tool_call_id", callId)
                .put("content", result)
                .node());
    }

    /**
     * Adds a message as it is.
     *
     * @param message an object with a role
     * @return this builder
     */
    public ChatRequestBuilder message(JsonNode message) {
        messages.add(message);
        return this;
    }

    /**
     * Adds a function that the model may call.
     *
     * @param name its name
     * @param description what it is for
     * @param parameters the JSON schema of its parameters
     * @return this builder
     */
    public ChatRequestBuilder tool(String name, String description, JsonNode parameters) {
        JsonNode function = JsonFields.build()
                .put("name", name)
                .put("description", description)
                .put("parameters", parameters)
                .node();
        tools.add(JsonFields.build()
                .put("type", "function")
                .put("function", function)
                .node());
        return this;
    }

    /**
     * Sets the token limit of the answer.
     *
     * @param tokens tokens, over 0
     * @return this builder
     */
    public ChatRequestBuilder maxTokens(int tokens) {
        return field("max_tokens", IntNode.valueOf(tokens));
    }

    /**
     * Sets the sampling temperature.
     *
     * @param value at least 0; the upper end is the provider's
     * @return this builder
     */
    public ChatRequestBuilder temperature(double value) {
        return field("temperature", DoubleNode.valueOf(value));
    }

    /**
     * Sets any other field.
     *
     * @param name the field's name
     * @param value its value
     * @return this builder
     */
    public ChatRequestBuilder field(String name, JsonNode value) {
        fields.put(name, value);
        return this;
    }

    /**
     * Builds the request; the builder may be used on.
     *
     * @return the request
     * @throws IllegalArgumentException if there is no message or a value is wrong; the error's message names it
     */
    public ChatRequest build() {
        Map<String, JsonNode> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("messages", JsonFields.array(messages));
        if (!tools.isEmpty()) {
            all.putIfAbsent("tools", JsonFields.array(tools));
        }
        return ChatRequest.of(JsonFields.objectOf(all));
    }

    private ChatRequestBuilder message(String role, String text) {
        return message(JsonFields.build().put("role", role).put("content", text).node());
    }
}
