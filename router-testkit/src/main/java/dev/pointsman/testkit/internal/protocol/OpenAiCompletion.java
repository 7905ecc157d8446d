package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;

/** A chat completion as one document, and the parts that its stream shares with it. */
final class OpenAiCompletion {
    /** Any moment will do, but the same in every run. */
    private static final long CREATED = 1_700_000_000L;

    private OpenAiCompletion() {}

    static ObjectNode of(ModelAnswer answer, ReceivedCall call) {
        ObjectNode body = head("chat.completion", call);
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (answer.tools().isEmpty()) {
            message.put("content", answer.text());
        } else {
            message.putNull("content");
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.tools().size(); i++) {
                FakeToolCall tool = answer.tools().get(i);
                calls.add(toolCall(call, i, tool, tool.arguments()));
            }
        }
        message.putNull("refusal");
        end(choice, answer);
        return body.set("usage", usage(answer));
    }

    /** Adds the finish reason to a choice, and the error that some hosts tell there. */
    static void end(ObjectNode choice, ModelAnswer answer) {
        choice.putNull("logprobs").put("finish_reason", answer.finish().openAi);
        if (answer.finish() == FinishReason.REPORTED_ERROR) {
            choice.putObject("error").put("code", 502).put("message", "The model failed.");
        }
    }

    static ObjectNode head(String object, ReceivedCall call) {
        return JsonText.object()
                .put("id", call.id("chatcmpl-"))
                .put("object", object)
                .put("created", CREATED)
                .put("model", call.model());
    }

    static ObjectNode toolCall(ReceivedCall call, int index, FakeToolCall tool, String arguments) {
        ObjectNode node =
                JsonText.object().put("id", tool.id(call, "call_", index)).put("type", "function");
        node.putObject("function").put("name", tool.name()).put("arguments", arguments);
        return node;
    }

    static ObjectNode usage(ModelAnswer answer) {
        return usage(answer, answer.completionTokens());
    }

    static ObjectNode usage(ModelAnswer answer, int completionTokens) {
        ObjectNode usage = JsonText.object()
                .put("prompt_tokens", answer.promptTokens())
                .put("completion_tokens", completionTokens)
                .put("total_tokens", answer.promptTokens() + completionTokens);
        usage.putObject("prompt_tokens_details").put("cached_tokens", answer.cachedTokens());
        return usage;
    }
}
