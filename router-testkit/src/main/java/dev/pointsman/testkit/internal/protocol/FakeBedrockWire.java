package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The wire format of Bedrock: Converse, and ConverseStream in binary frames. It has no embeddings. */
public final class FakeBedrockWire implements FakeWire {

    @Override
    public Optional<FakeOperation> operation(String path) {
        return path.endsWith("/converse") || path.endsWith("/converse-stream")
                ? Optional.of(FakeOperation.CHAT)
                : Optional.empty();
    }

    @Override
    public Optional<String> missingField(ReceivedCall call) {
        return call.body().path("messages").isEmpty() ? Optional.of("messages") : Optional.empty();
    }

    @Override
    public String json(ModelAnswer answer, ReceivedCall call) {
        ObjectNode body = JsonText.object();
        ArrayNode content = body.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .putArray("content");
        if (answer.reasons()) {
            content.addObject()
                    .putObject("reasoningContent")
                    .putObject("reasoningText")
                    .put("text", ModelAnswer.THOUGHT)
                    .put("signature", answer.state());
        }
        if (answer.tools().isEmpty()) {
            content.addObject().put("text", answer.text());
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            FakeToolCall tool = answer.tools().get(i);
            content.addObject().set("toolUse", toolUse(call, i, tool).set("input", JsonText.parse(tool.arguments())));
        }
        body.put("stopReason", answer.finish().bedrock);
        body.set("usage", usage(answer, answer.completionTokens()));
        body.putObject("metrics").put("latencyMs", 1);
        return body.toString();
    }

    private static ObjectNode toolUse(ReceivedCall call, int index, FakeToolCall tool) {
        return JsonText.object()
                .put("toolUseId", tool.id(call, "tooluse_", index))
                .put("name", tool.name());
    }

    /** Cached and written tokens stand beside the input tokens. */
    private static ObjectNode usage(ModelAnswer answer, int outputTokens) {
        return JsonText.object()
                .put("inputTokens", answer.promptTokens() - answer.cachedTokens() - answer.writtenTokens())
                .put("outputTokens", outputTokens)
                .put("totalTokens", answer.promptTokens() + outputTokens)
                .put("cacheReadInputTokens", answer.cachedTokens())
                .put("cacheWriteInputTokens", answer.writtenTokens());
    }

    @Override
    public boolean cachesMarkedPromptsOnly() {
        return true;
    }

    @Override
    public List<BodyChunk> events(ModelAnswer answer, ReceivedCall call) {
        List<BodyChunk> events = new ArrayList<>();
        add(events, Kind.FRAME, "messageStart", JsonText.object().put("role", "assistant"));
        int block = answer.reasons() ? thinking(events, answer) : 0;
        if (answer.tools().isEmpty()) {
            for (int i = 0; i < answer.tokens().size(); i++) {
                delta(
                        events,
                        block,
                        JsonText.object().put("text", answer.tokens().get(i)));
                if (answer.countsAlong()) {
                    metadata(events, Kind.NOISE, usage(answer, (i + 1) / 2));
                }
            }
            add(events, Kind.FRAME, "contentBlockStop", block(block));
        }
        for (int i = 0; i < answer.tools().size(); i++, block++) {
            FakeToolCall tool = answer.tools().get(i);
            ObjectNode start = block(block);
            start.putObject("start").set("toolUse", toolUse(call, i, tool));
            add(events, Kind.FRAME, "contentBlockStart", start);
            for (String part : tool.fragments()) {
                ObjectNode input = JsonText.object();
                input.putObject("toolUse").put("input", part);
                delta(events, block, input);
            }
            add(events, Kind.FRAME, "contentBlockStop", block(block));
        }
        add(events, Kind.FINISH, "messageStop", JsonText.object().put("stopReason", answer.finish().bedrock));
        metadata(events, Kind.USAGE, usage(answer, answer.completionTokens()));
        return events;
    }

    /** Adds a block of reasoning; returns the number of the next one. */
    private static int thinking(List<BodyChunk> events, ModelAnswer answer) {
        for (Map.Entry<String, String> part :
                List.of(Map.entry("text", ModelAnswer.THOUGHT), Map.entry("signature", answer.state()))) {
            ObjectNode delta = block(0);
            delta.putObject("delta").putObject("reasoningContent").put(part.getKey(), part.getValue());
            add(events, Kind.FRAME, "contentBlockDelta", delta);
        }
        add(events, Kind.FRAME, "contentBlockStop", block(0));
        return 1;
    }

    private static void metadata(List<BodyChunk> events, Kind kind, ObjectNode usage) {
        ObjectNode metadata = JsonText.object().set("usage", usage);
        metadata.putObject("metrics").put("latencyMs", 1);
        add(events, kind, "metadata", metadata);
    }

    private static ObjectNode block(int index) {
        return JsonText.object().put("contentBlockIndex", index);
    }

    private static void delta(List<BodyChunk> events, int index, ObjectNode delta) {
        add(events, Kind.TOKEN, "contentBlockDelta", block(index).set("delta", delta));
    }

    private static void add(List<BodyChunk> events, Kind kind, String type, ObjectNode payload) {
        events.add(new BodyChunk(kind, EventFrames.event(type, payload.toString()), StandardCharsets.ISO_8859_1));
    }

    @Override
    public ApiError error(ErrorReply complaint) {
        String validation = "ValidationException";
        return switch (complaint) {
            case CONTEXT_LENGTH -> new ApiError(400, validation, "Input is too long for requested model.");
            case CONTENT_POLICY ->
                new ApiError(400, validation, "The generated text has been blocked by our content filters.");
            case INVALID_REQUEST -> new ApiError(400, validation, "The request is not valid.");
            case NO_PREFILL ->
                new ApiError(400, validation, "A conversation must end with a user message. Try again with one.");
            case INVALID_KEY ->
                new ApiError(
                        403, "UnrecognizedClientException", "The security token included in the request is invalid.");
            case FORBIDDEN ->
                new ApiError(
                        403,
                        "AccessDeniedException",
                        "You don't have access to the model with the specified model ID.");
            case MODEL_NOT_FOUND -> new ApiError(400, validation, "The provided model identifier is invalid.");
            case TOO_LARGE -> new ApiError(413, validation, "The request is too large.");
            case TOKENS_PER_MINUTE ->
                new ApiError(429, "ThrottlingException", "Too many tokens, please wait before trying again.");
            case RATE_LIMIT ->
                new ApiError(429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case QUOTA ->
                new ApiError(429, "ThrottlingException", "Too many tokens per day, please wait before trying again.");
            case CREDIT -> new ApiError(400, validation, "Your credit balance is too low for this request.");
            case USAGE_LIMIT -> new ApiError(400, validation, "You have reached your specified API usage limits.");
            case REASONING ->
                new ApiError(
                        400,
                        validation,
                        "The model returned the following errors: messages.1.content.0: Invalid `signature` in `thinking` block");
            case SERVER -> new ApiError(500, "InternalServerException", "The system failed.");
            case OVERLOADED -> new ApiError(503, "ServiceUnavailableException", "Bedrock is unable to process it.");
        };
    }

    @Override
    public String errorBody(ApiError error) {
        return JsonText.object().put("message", error.message()).toString();
    }

    /** The type of an error stands in a header alone. */
    @Override
    public Map<String, String> errorHeaders(ApiError error) {
        return Map.of("x-amzn-ErrorType", error.type() + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
    }

    @Override
    public String errorEvent(ApiError error) {
        String type = error.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + error.type().substring(1);
        return EventFrames.exception(type, errorBody(error));
    }

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public Charset charset() {
        return StandardCharsets.ISO_8859_1;
    }

    @Override
    public String comment() {
        return "";
    }

    @Override
    public String brokenEvent() {
        return EventFrames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"br");
    }

    @Override
    public String unknownEvent() {
        return EventFrames.event("weather", "{\"sky\":\"grey\"}");
    }

    @Override
    public List<String> keepAliveEvents() {
        return List.of(EventFrames.event("ping", "{}"), EventFrames.event("ping", ""));
    }

    /** The service has no such fields. */
    @Override
    public Map<String, String> remaining(int requests, int tokens) {
        return Map.of();
    }
}
