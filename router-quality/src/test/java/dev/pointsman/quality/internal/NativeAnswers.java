package dev.pointsman.quality.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Answers with one tool call, as the protocols of providers write them. */
final class NativeAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private NativeAnswers() {}

    static JsonNode of(String protocol, String tool, JsonNode arguments) throws IOException {
        String text = MAPPER.writeValueAsString(arguments.toString());
        return MAPPER.readTree(
                switch (protocol) {
                    case "openai" -> """
                            {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
                            "finish_reason": "tool_calls", "message": {"role": "assistant", "content": null, "tool_calls":
                            [{"id": "t", "type": "function", "function": {"name": "%s", "arguments": %s}}]}}]}""".formatted(tool, text);
                    case "openai-responses" -> """
                            {"id": "r", "object": "response", "created_at": 1, "status": "completed", "model": "m",
                            "output": [{"type": "function_call", "id": "f", "call_id": "t", "name": "%s", "arguments": %s,
                            "status": "completed"}], "usage": {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}}""".formatted(tool, text);
                    case "anthropic" -> """
                            {"id": "m", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use",
                            "content": [{"type": "text", "text": "I look."}, {"type": "tool_use", "id": "t", "name": "%s",
                            "input": %s}], "usage": {"input_tokens": 1, "output_tokens": 1}}""".formatted(tool, arguments);
                    case "gemini" -> """
                            {"candidates": [{"index": 0, "finishReason": "STOP", "content": {"role": "model", "parts":
                            [{"functionCall": {"name": "%s", "args": %s}}]}}], "modelVersion": "m",
                            "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}}""".formatted(tool, arguments);
                    case "bedrock" -> """
                            {"output": {"message": {"role": "assistant", "content": [{"toolUse": {"toolUseId": "t",
                            "name": "%s", "input": %s}}]}}, "stopReason": "tool_use",
                            "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}}""".formatted(tool, arguments);
                    default -> throw new IllegalArgumentException(protocol);
                });
    }
}
