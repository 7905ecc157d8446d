package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates a stream of Anthropic's Messages to chunks. The stop reason comes after all content and says that the
 * answer is whole; {@code message_stop} after it is no more than the end mark.
 */
final class AnthropicStream implements StreamReader {
    private final JsonReader json;
    private final long created;
    private final Map<Integer, Call> calls = new HashMap<>();
    private String id = "";
    private String model = "";
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private boolean whole;
    private boolean stopped;

    AnthropicStream(JsonReader json, long created) {
        this.json = json;
        this.created = created;
    }

    /** A tool call in the making: its place among the calls, and whether any of its arguments came. */
    private static final class Call {
        final int place;
        boolean hasArguments;

        Call(int place) {
            this.place = place;
        }
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        JsonNode data = json.object(event.data(), "an event of the stream");
        // Types unknown today are to be passed over, says the protocol.
        return switch (Json.text(data, "type", event.name())) {
            case "message_start" -> started(Json.object(data, "message"));
            case "content_block_start" -> blockStarted(data);
            case "content_block_delta" -> delta(data);
            case "content_block_stop" -> blockStopped(data);
            case "message_delta" -> messageChanged(data);
            case "message_stop" -> stopped();
            case "error" -> throw new ReportedErrorException(data);
            default -> List.of();
        };
    }

    private List<ChatChunk> started(JsonNode message) {
        id = Json.text(message, "id", "");
        model = Json.text(message, "model", "");
        usage = usage.updated(AnthropicUsage.of(Json.object(message, "usage")));
        return chunk(Json.build().put("role", "assistant").put("content", "").node(), null);
    }

    private List<ChatChunk> blockStarted(JsonNode data) {
        JsonNode block = Json.object(data, "content_block");
        if (!Json.text(block, "type", "").equals("tool_use")) {
            return List.of();
        }
        Call call = new Call(calls.size());
        calls.put(Json.count(data, "index"), call);
        return call(call, AnthropicWords.toolCall(Json.text(block, "id", ""), Json.text(block, "name", ""), ""));
    }

    private List<ChatChunk> delta(JsonNode data) {
        JsonNode delta = Json.object(data, "delta");
        return switch (Json.text(delta, "type", "")) {
            case "text_delta" -> text("content", Json.text(delta, "text", ""));
            case "thinking_delta" -> text("reasoning_content", Json.text(delta, "thinking", ""));
            case "input_json_delta" -> arguments(data, Json.text(delta, "partial_json", ""));
            default -> List.of();
        };
    }

    private List<ChatChunk> text(String field, String text) {
        return text.isEmpty() ? List.of() : chunk(Json.build().put(field, text).node(), null);
    }

    private List<ChatChunk> arguments(JsonNode data, String piece) {
        Call call = calls.get(Json.count(data, "index"));
        if (call == null || piece.isEmpty()) {
            return List.of();
        }
        call.hasArguments = true;
        return call(
                call,
                Json.build()
                        .put("function", Json.build().put("arguments", piece).node()));
    }

    private List<ChatChunk> blockStopped(JsonNode data) {
        Call call = calls.get(Json.count(data, "index"));
        if (call == null || call.hasArguments) {
            return List.of();
        }
        // A call without parameters streams nothing; the neutral form wants an empty object.
        call.hasArguments = true;
        return call(
                call,
                Json.build().put("function", Json.build().put("arguments", "{}").node()));
    }

    private List<ChatChunk> messageChanged(JsonNode data) {
        usage = usage.updated(AnthropicUsage.of(Json.object(data, "usage")));
        String stopReason = Json.text(Json.object(data, "delta"), "stop_reason");
        return stopReason == null ? List.of() : finished(stopReason);
    }

    private List<ChatChunk> stopped() {
        stopped = true;
        return whole ? List.of() : finished("end_turn");
    }

    private List<ChatChunk> finished(String stopReason) {
        whole = true;
        ChatChunk last =
                chunk(Json.EMPTY, AnthropicWords.finishReason(stopReason)).get(0);
        ChatChunk counts = new ChatChunk(envelope()
                .put("choices", List.of())
                .put("usage", usage.toOpenAi())
                .node());
        return List.of(last, counts);
    }

    private List<ChatChunk> call(Call call, Json.ObjectBuilder content) {
        JsonNode entry = content.put("index", call.place).node();
        return chunk(Json.build().put("tool_calls", List.of(entry)).node(), null);
    }

    private List<ChatChunk> chunk(JsonNode delta, @Nullable String finishReason) {
        JsonNode reason = finishReason == null ? JsonNode.nullNode() : JsonNode.createStringNode(finishReason);
        JsonNode choice = Json.build()
                .put("index", 0)
                .put("delta", delta)
                .put("finish_reason", reason)
                .node();
        return List.of(new ChatChunk(envelope().put("choices", List.of(choice)).node()));
    }

    private Json.ObjectBuilder envelope() {
        return Json.build()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model);
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public boolean isOver() {
        return stopped;
    }
}
