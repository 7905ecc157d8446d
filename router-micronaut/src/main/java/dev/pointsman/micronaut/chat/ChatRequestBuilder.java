package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a {@link ChatRequest}. Not safe for several threads. */
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
     * Adds a message of the system.
     *
     * @param text what the model is told before the conversation
     * @return this builder
     */
    public ChatRequestBuilder system(String text) {
        return message("system", text);
    }

    /**
     * Adds a message of the user.
     *
     * @param text what the user says
     * @return this builder
     */
    public ChatRequestBuilder user(String text) {
        return message("user", text);
    }

    /**
     * Adds a message of the assistant.
     *
     * @param text what the model said
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
     * The most tokens the answer may have.
     *
     * @param tokens tokens, over 0
     * @return this builder
     */
    public ChatRequestBuilder maxTokens(int tokens) {
        return field("max_tokens", JsonNode.createNumberNode(tokens));
    }

    /**
     * How freely the model chooses its words.
     *
     * @param value at least 0; the upper end is the provider's
     * @return this builder
     */
    public ChatRequestBuilder temperature(double value) {
        return field("temperature", JsonNode.createNumberNode(value));
    }

    /**
     * Any other field.
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
        return ChatRequest.of(JsonNode.createObjectNode(all));
    }

    private ChatRequestBuilder message(String role, String text) {
        return message(JsonFields.build().put("role", role).put("content", text).node());
    }
}
