package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates a whole response object to a {@code chat.completion}. */
final class ResponsesAnswers {
    private final ReasoningState reasoning;

    ResponsesAnswers(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    ChatResponse translate(JsonNode from) {
        String status = JsonFields.text(from, "status", "completed");
        if (status.equals("failed") || status.equals("cancelled")) {
            throw failed(from);
        }
        JsonNode output = JsonFields.field(from, "output");
        if (output == null || !output.isArray() || !(status.equals("completed") || status.equals("incomplete"))) {
            throw ProviderExceptions.badResponse(
                    "output: " + JsonTypes.of(output) + ", status " + status, "an array, completed or incomplete");
        }
        JsonNode message = message(JsonFields.items(output));
        boolean calls = JsonFields.field(message, "tool_calls") != null;
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message)
                .put("logprobs", NullNode.getInstance())
                .put("finish_reason", finishReason(from, calls))
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", JsonFields.text(from, "id"))
                .put("object", "chat.completion")
                .put("created", JsonFields.field(from, "created_at"))
                .put("model", JsonFields.text(from, "model"))
                .put("choices", List.of(choice))
                .put("usage", usage(from))
                .node());
    }

    /** Returns the exception of a response that failed, whose error has a place of its own. */
    static ReportedErrorException failed(JsonNode response) {
        JsonNode error = JsonFields.object(response, "error");
        return new ReportedErrorException(JsonFields.build()
                .put(
                        "error",
                        error.isEmpty()
                                ? JsonFields.build()
                                        .put("message", "the response failed")
                                        .node()
                                : error)
                .node());
    }

    static String finishReason(JsonNode response, boolean calls) {
        if (JsonFields.text(response, "status", "").equals("incomplete")) {
            String reason = JsonFields.text(JsonFields.object(response, "incomplete_details"), "reason", "");
            return reason.equals("content_filter") ? reason : "length";
        }
        return calls ? "tool_calls" : "stop";
    }

    private JsonNode message(List<JsonNode> items) {
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<JsonNode> details = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode item : items) {
            switch (JsonFields.text(item, "type", "")) {
                case "message" -> {
                    text.append(texts(item, "content", "text"));
                    refusal.append(texts(item, "content", "refusal"));
                }
                case "reasoning" -> {
                    thinking.append(thinking.isEmpty() ? "" : "\n\n").append(summary(item));
                    JsonNode detail = detail(item, reasoning, details.size());
                    if (detail != null) {
                        details.add(detail);
                    }
                }
                case "function_call", "custom_tool_call" -> calls.add(call(item).node());
                default -> {}
            }
        }
        boolean onlyCalls = text.isEmpty() && !calls.isEmpty();
        return JsonFields.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? NullNode.getInstance() : TextNode.valueOf(text.toString()))
                .put("refusal", refusal.isEmpty() ? null : refusal.toString())
                .put("reasoning_content", thinking.toString().isBlank() ? null : thinking.toString())
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node();
    }

    private static String texts(JsonNode item, String array, String field) {
        return JsonFields.items(item, array).stream()
                .map(part -> JsonFields.text(part, field, ""))
                .collect(Collectors.joining());
    }

    private static String summary(JsonNode item) {
        return JsonFields.items(item, "summary").stream()
                .map(part -> JsonFields.text(part, "text", ""))
                .collect(Collectors.joining("\n\n"));
    }

    /** Returns a call in the neutral form; the input of a custom tool stands for its arguments. */
    static JsonFields.ObjectBuilder call(JsonNode item) {
        String arguments = JsonFields.text(item, "arguments", JsonFields.text(item, "input", ""));
        return JsonFields.build()
                .put("id", JsonFields.text(item, "call_id", JsonFields.text(item, "id", "")))
                .put("type", "function")
                .put(
                        "function",
                        JsonFields.build()
                                .put("name", JsonFields.text(item, "name", ""))
                                .put("arguments", arguments)
                                .node());
    }

    /** Returns the detail of a reasoning item; null without encrypted state. */
    static @Nullable JsonNode detail(JsonNode item, ReasoningState reasoning, int index) {
        String state = JsonFields.text(item, "encrypted_content", "");
        return state.isEmpty()
                ? null
                : JsonFields.build()
                        .put("type", "reasoning.encrypted")
                        .put("format", "openai-responses-v1")
                        .put("index", index)
                        .put("id", JsonFields.text(item, "id"))
                        .put("data", reasoning.wrapped(state))
                        .node();
    }

    static @Nullable JsonNode usage(JsonNode response) {
        JsonNode usage = JsonFields.field(response, "usage");
        if (usage == null) {
            return null;
        }
        int input = JsonFields.count(usage, "input_tokens");
        int output = JsonFields.count(usage, "output_tokens");
        JsonNode details = JsonFields.object(usage, "input_tokens_details");
        JsonNode prompt = JsonFields.buildFrom(details)
                .put("cache_creation_tokens", JsonFields.field(details, "cache_write_tokens"))
                .node();
        return JsonFields.build()
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", (long) input + output)
                .put("prompt_tokens_details", details.isEmpty() ? null : prompt)
                .put("completion_tokens_details", JsonFields.field(usage, "output_tokens_details"))
                .put("cost", JsonFields.field(usage, "cost"))
                .node();
    }
}
