package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The wire format of Anthropic: Messages. It has no embeddings. */
public final class FakeAnthropicWire implements FakeWire {

    @Override
    public Optional<FakeOperation> operation(String path) {
        return path.endsWith("/messages") ? Optional.of(FakeOperation.CHAT) : Optional.empty();
    }

    @Override
    public Optional<String> missingField(ReceivedCall call) {
        return Stream.of("model", "messages", "max_tokens")
                .filter(field -> !call.body().hasNonNull(field))
                .findFirst();
    }

    @Override
    public String json(ModelAnswer answer, ReceivedCall call) {
        ObjectNode message = message(call);
        ArrayNode content = message.withArray("content");
        if (answer.reasons()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", ModelAnswer.THOUGHT)
                    .put("signature", answer.state());
        }
        if (answer.tools().isEmpty()) {
            content.addObject().put("type", "text").put("text", answer.text());
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            FakeToolCall tool = answer.tools().get(i);
            content.add(toolUse(call, i, tool).set("input", JsonText.parse(tool.arguments())));
        }
        message.put("stop_reason", answer.finish().anthropic);
        if (answer.finish() == FinishReason.REPORTED_ERROR) {
            message.putObject("error").put("type", "api_error").put("message", "The model failed.");
        }
        return message.set("usage", usage(answer, answer.completionTokens())).toString();
    }

    static ObjectNode message(ReceivedCall call) {
        ObjectNode message = JsonText.object()
                .put("id", call.id("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", call.model());
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    static ObjectNode toolUse(ReceivedCall call, int index, FakeToolCall tool) {
        return JsonText.object()
                .put("type", "tool_use")
                .put("id", tool.id(call, "toolu_", index))
                .put("name", tool.name());
    }

    /** Here cached and written tokens stand beside the input tokens, not among them. */
    static ObjectNode usage(ModelAnswer answer, int outputTokens) {
        return JsonText.object()
                .put("input_tokens", answer.promptTokens() - answer.cachedTokens() - answer.writtenTokens())
                .put("cache_creation_input_tokens", answer.writtenTokens())
                .put("cache_read_input_tokens", answer.cachedTokens())
                .put("output_tokens", outputTokens);
    }

    @Override
    public boolean cachesMarkedPromptsOnly() {
        return true;
    }

    @Override
    public List<BodyChunk> events(ModelAnswer answer, ReceivedCall call) {
        return new FakeAnthropicStream(answer, call).events();
    }

    @Override
    public ApiError error(ErrorReply complaint) {
        String request = "invalid_request_error";
        return switch (complaint) {
            case CONTEXT_LENGTH -> new ApiError(400, request, "prompt is too long: 210000 tokens > 200000 maximum");
            case CONTENT_POLICY -> new ApiError(400, request, "Output blocked by content filtering policy");
            case INVALID_REQUEST -> new ApiError(400, request, "The request is not valid.");
            case NO_PREFILL ->
                new ApiError(
                        400,
                        request,
                        "This model does not support assistant message prefill; the last message must be the user's.");
            case INVALID_KEY -> new ApiError(401, "authentication_error", "invalid x-api-key");
            case FORBIDDEN -> new ApiError(403, "permission_error", "The key may not use this resource.");
            case MODEL_NOT_FOUND -> new ApiError(404, "not_found_error", "The model does not exist.");
            case TOO_LARGE -> new ApiError(413, "request_too_large", "The request is too large.");
            case TOKENS_PER_MINUTE -> new ApiError(429, "rate_limit_error", "Too many input tokens per minute.");
            case RATE_LIMIT -> new ApiError(429, "rate_limit_error", "Too many requests per minute.");
            case QUOTA -> new ApiError(402, "billing_error", "The credit balance is used up.");
            case CREDIT -> new ApiError(400, request, "Your credit balance is too low for this request.");
            case USAGE_LIMIT -> new ApiError(400, request, "You have reached your specified API usage limits.");
            case REASONING ->
                new ApiError(400, request, "messages.1.content.0: Invalid `signature` in `thinking` block");
            case SERVER -> new ApiError(500, "api_error", "Internal server error");
            case OVERLOADED -> new ApiError(529, "overloaded_error", "Overloaded");
        };
    }

    @Override
    public String errorBody(ApiError error) {
        ObjectNode body = JsonText.object().put("type", "error");
        body.putObject("error").put("type", error.type()).put("message", error.message());
        return body.put("request_id", "req_test").toString();
    }

    @Override
    public String errorEvent(ApiError error) {
        return "event: error\ndata: " + errorBody(error) + "\n\n";
    }

    @Override
    public String brokenEvent() {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"br\n\n";
    }

    @Override
    public String unknownEvent() {
        return "event: weather\nid: 7\nretry: 1000\ndata: {\"type\":\"weather\",\"sky\":\"grey\"}\n\n";
    }

    @Override
    public List<String> keepAliveEvents() {
        return Stream.concat(Stream.of(FakeAnthropicStream.PING), FakeWire.super.keepAliveEvents().stream())
                .toList();
    }

    @Override
    public Map<String, String> remaining(int requests, int tokens) {
        return Map.of(
                "anthropic-ratelimit-requests-remaining", Integer.toString(requests),
                "anthropic-ratelimit-tokens-remaining", Integer.toString(tokens));
    }
}
