package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.internal.CompletionBuilder;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
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
        CompletionBuilder answer = new CompletionBuilder();
        StringBuilder summaries = new StringBuilder();
        JsonFields.items(output).forEach(item -> add(item, answer, summaries));
        answer.reasoning(summaries.toString().isBlank() ? "" : summaries.toString());
        return answer.build(
                JsonFields.text(from, "id"),
                JsonFields.field(from, "created_at"),
                JsonFields.text(from, "model"),
                finishReason(from, answer.hasCalls()),
                usage(from));
    }

    private void add(JsonNode item, CompletionBuilder answer, StringBuilder summaries) {
        switch (JsonFields.text(item, "type", "")) {
            case "message" -> {
                answer.text(texts(item, "content", "text"));
                answer.refusal(texts(item, "content", "refusal"));
            }
            case "reasoning" -> {
                summaries.append(summaries.isEmpty() ? "" : "\n\n").append(summary(item));
                answer.detail(detail(item, reasoning, answer.details()));
            }
            case "function_call", "custom_tool_call" -> answer.call(call(item).node());
            default -> {}
        }
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
