package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.wire.anthropic.ToolIds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Conversation of an agent with one tool and with reasoning, in the protocol of any client: it returns each answer as that
 * protocol's own clients do.
 */
final class ToolLoop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private final ClientForm form;
    private final ArrayNode conversation = JSON.createArrayNode();
    private List<String> open = List.of(); // ids of calls without a result

    ToolLoop(ClientForm form) {
        this.form = form;
    }

    /** Returns the next request. */
    String request(String model, boolean stream) {
        return form.request(model, stream, conversation.toString(), settings());
    }

    private String settings() {
        return switch (form) {
            case CHAT ->
                "\"reasoning\":{\"effort\":\"medium\",\"max_tokens\":1024},\"tools\":[{\"type\":\"function\",\"function\":"
                        + "{\"name\":\"weather\",\"parameters\":" + SCHEMA + "}}]";
            case MESSAGES ->
                "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"tools\":[{\"name\":\"weather\","
                        + "\"input_schema\":" + SCHEMA + "}]";
            case RESPONSES ->
                "\"reasoning\":{\"effort\":\"medium\"},\"include\":[\"reasoning.encrypted_content\"],\"store\":false,"
                        + "\"text\":{\"verbosity\":\"low\"},\"parallel_tool_calls\":true,\"prompt_cache_key\":\"k\","
                        + "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"strict\":false,\"parameters\":"
                        + SCHEMA
                        + "}]";
        };
    }

    void user(String text) {
        conversation.addObject().put("role", "user").put("content", text);
    }

    /** Adds an answer; returns the ids of its calls. */
    List<String> answer(PairAnswer answer) {
        int before = conversation.size();
        switch (form) {
            case CHAT -> conversation.add(answer.streamed() ? joined(answer) : whole(answer, "/choices/0/message"));
            case MESSAGES -> {
                JsonNode content = answer.streamed() ? blocks(answer) : whole(answer, "/content");
                conversation.addObject().put("role", "assistant").set("content", content);
            }
            case RESPONSES ->
                (answer.streamed() ? output(answer) : whole(answer, "/output")).forEach(conversation::add);
        }
        open = new ArrayList<>();
        for (int i = before; i < conversation.size(); i++) {
            JsonNode added = conversation.get(i);
            added.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
            for (JsonNode block : added.path("content")) {
                if (block.path("type").asText().equals("tool_use")) {
                    open.add(block.path("id").asText());
                }
            }
            if (added.path("type").asText().equals("function_call")) {
                open.add(added.path("call_id").asText());
            }
        }
        return open;
    }

    /** Adds an answer with calls of the tool, with the given ids as its client got them. */
    void calls(List<String> ids) {
        String arguments = "{\"city\":\"Paris\"}";
        ArrayNode calls = JSON.createArrayNode();
        for (String id : ids) {
            switch (form) {
                case CHAT -> {
                    ObjectNode call = calls.addObject().put("id", id).put("type", "function");
                    call.putObject("function").put("name", "weather").put("arguments", arguments);
                }
                case MESSAGES ->
                    calls.addObject()
                            .put("type", "tool_use")
                            .put("id", ToolIds.mapped(id))
                            .put("name", "weather")
                            .set("input", Gateway.json(arguments));
                case RESPONSES ->
                    conversation
                            .addObject()
                            .put("type", "function_call")
                            .put("call_id", id)
                            .put("name", "weather")
                            .put("arguments", arguments);
            }
        }
        if (form != ClientForm.RESPONSES) {
            conversation
                    .addObject()
                    .put("role", "assistant")
                    .set(form == ClientForm.CHAT ? "tool_calls" : "content", calls);
        }
        open = form == ClientForm.MESSAGES ? ids.stream().map(ToolIds::mapped).toList() : ids;
    }

    /** Adds the results of the last answer's calls. */
    void results(String text) {
        ArrayNode blocks = JSON.createArrayNode();
        for (String id : open) {
            switch (form) {
                case CHAT ->
                    conversation
                            .addObject()
                            .put("role", "tool")
                            .put("tool_call_id", id)
                            .put("content", text);
                case MESSAGES ->
                    blocks.addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", id)
                            .put("content", text);
                case RESPONSES ->
                    conversation
                            .addObject()
                            .put("type", "function_call_output")
                            .put("call_id", id)
                            .put("output", text);
            }
        }
        if (form == ClientForm.MESSAGES) {
            conversation.addObject().put("role", "user").set("content", blocks);
        }
        open = List.of();
    }

    private static JsonNode whole(PairAnswer answer, String pointer) {
        return Gateway.json(answer.body()).at(pointer);
    }

    /** Joins the deltas of a stream of chat completions. */
    private static JsonNode joined(PairAnswer answer) {
        ObjectNode message = JSON.createObjectNode().put("role", "assistant");
        StringBuilder text = new StringBuilder();
        ArrayNode details = JSON.createArrayNode();
        TreeMap<Integer, ObjectNode> calls = new TreeMap<>();
        for (JsonNode event : ClientForm.events(answer.body())) {
            JsonNode delta = event.at("/choices/0/delta");
            text.append(delta.path("content").asText("").replace("null", ""));
            delta.path("reasoning_details").forEach(details::add);
            for (JsonNode piece : delta.path("tool_calls")) {
                ObjectNode call = calls.computeIfAbsent(piece.path("index").asInt(), index -> {
                    ObjectNode begun = JSON.createObjectNode().put("type", "function");
                    begun.putObject("function").put("name", "").put("arguments", "");
                    return begun;
                });
                if (piece.has("id")) {
                    call.put("id", piece.path("id").asText());
                }
                ObjectNode function = (ObjectNode) call.path("function");
                for (String field : List.of("name", "arguments")) {
                    String sofar = function.path(field).asText();
                    function.put(
                            field, sofar + piece.path("function").path(field).asText(""));
                }
            }
        }
        message.put("content", text.toString());
        if (!details.isEmpty()) {
            message.set("reasoning_details", details);
        }
        if (!calls.isEmpty()) {
            message.putArray("tool_calls").addAll(calls.values());
        }
        return message;
    }

    /** Joins the blocks of a stream of Messages. */
    private static JsonNode blocks(PairAnswer answer) {
        ArrayNode blocks = JSON.createArrayNode();
        StringBuilder arguments = new StringBuilder();
        for (JsonNode event : ClientForm.events(answer.body())) {
            switch (event.path("type").asText()) {
                case "content_block_start" -> {
                    blocks.add(event.path("content_block").deepCopy());
                    arguments.setLength(0);
                }
                case "content_block_delta" -> {
                    ObjectNode block = (ObjectNode) blocks.get(blocks.size() - 1);
                    JsonNode delta = event.path("delta");
                    arguments.append(delta.path("partial_json").asText());
                    for (String field : List.of("text", "thinking", "signature")) {
                        if (delta.has(field)) {
                            block.put(
                                    field,
                                    block.path(field).asText()
                                            + delta.path(field).asText());
                        }
                    }
                }
                case "content_block_stop" -> {
                    ObjectNode block = (ObjectNode) blocks.get(blocks.size() - 1);
                    if (block.path("type").asText().equals("tool_use") && !arguments.isEmpty()) {
                        block.set("input", Gateway.json(arguments.toString()));
                    }
                }
                default -> {}
            }
        }
        return blocks;
    }

    private static JsonNode output(PairAnswer answer) {
        ArrayNode items = JSON.createArrayNode();
        for (JsonNode event : ClientForm.events(answer.body())) {
            if (event.path("type").asText().equals("response.output_item.done")) {
                items.add(event.path("item"));
            }
        }
        return items;
    }
}
