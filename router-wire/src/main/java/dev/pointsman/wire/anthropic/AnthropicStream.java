package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates a stream of Anthropic's Messages to chunks. The stop reason follows all content and completes the answer;
 * {@code message_stop} after it is only the end mark.
 */
final class AnthropicStream implements StreamReader {
    private static final Set<String> KNOWN = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "error");

    private final long created;
    private final AnthropicBlocks blocks;
    private String id = "";
    private String model = "";
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private @Nullable AnthropicUsage told;
    private boolean whole;
    private boolean over;

    AnthropicStream(ReasoningState reasoning, long created) {
        this.created = created;
        this.blocks = new AnthropicBlocks(reasoning);
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = event.text().strip();
        if (text.equals("null") || isUnknown(event, text)) {
            return List.of();
        }
        JsonNode data = JsonReader.object(event.data(), "an event of the stream");
        int index = JsonFields.count(data, "index");
        // The protocol requires unknown types to be ignored.
        return switch (JsonFields.text(data, "type", event.name())) {
            case "message_start" -> messageStarted(JsonFields.object(data, "message"));
            case "content_block_start" ->
                header().chunks(blocks.started(index, JsonFields.object(data, "content_block")));
            case "content_block_delta" -> header().chunks(blocks.added(index, JsonFields.object(data, "delta")));
            case "content_block_stop" -> header().chunks(blocks.stopped(index));
            case "message_delta" -> messageChanged(data);
            case "message_stop" -> messageStopped(data);
            case "error" -> throw new ReportedErrorException(data);
            default -> List.of();
        };
    }

    /** The data of an event of another name need not be an object, as in a server's own keep-alive. */
    private static boolean isUnknown(ServerEvent event, String text) {
        return !event.name().isEmpty() && !KNOWN.contains(event.name()) && !text.startsWith("{");
    }

    private List<ChatChunk> messageStarted(JsonNode message) {
        id = JsonFields.text(message, "id", "");
        model = JsonFields.text(message, "model", "");
        count(message);
        JsonNode role =
                JsonFields.build().put("role", "assistant").put("content", "").node();
        return header().chunks(List.of(role));
    }

    private List<ChatChunk> messageChanged(JsonNode data) {
        count(data);
        String stopReason = JsonFields.text(JsonFields.object(data, "delta"), "stop_reason");
        return stopReason == null || whole ? counted() : finished(stopReason);
    }

    private List<ChatChunk> messageStopped(JsonNode data) {
        over = true;
        count(data);
        return whole ? counted() : finished("end_turn");
    }

    private void count(JsonNode holder) {
        usage = usage.updated(AnthropicUsage.of(JsonFields.object(holder, "usage")));
    }

    private List<ChatChunk> finished(String stopReason) {
        List<ChatChunk> last = new ArrayList<>(header().chunks(blocks.allStopped()));
        last.add(header().chunk(JsonFields.EMPTY, AnthropicFormat.finishReason(stopReason)));
        whole = true; // a reason that is a failure makes no answer whole
        last.addAll(counted());
        return last;
    }

    /** Returns the usage once the answer is complete, and again if the last count arrives later. */
    private List<ChatChunk> counted() {
        if (!whole || usage.equals(told)) {
            return List.of();
        }
        told = usage;
        return List.of(header().usage(usage.toOpenAi()));
    }

    /** Returns the fields that all chunks of the answer share. */
    ChatChunk.Header header() {
        return new ChatChunk.Header(id, created, model);
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
