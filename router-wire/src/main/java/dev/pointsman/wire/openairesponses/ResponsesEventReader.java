package dev.pointsman.wire.openairesponses;

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

/**
 * Translates a stream of Responses events to chunks. Only {@code response.completed} and {@code response.incomplete}
 * complete an answer; unknown events are ignored.
 */
final class ResponsesEventReader implements StreamReader {
    private final StreamedItems items;
    private JsonNode response = JsonFields.EMPTY; // as it has begun
    private boolean whole;

    ResponsesEventReader(ReasoningState reasoning) {
        this.items = new StreamedItems(reasoning);
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = event.text().strip();
        if (!text.startsWith("{") && isNoData(event, text)) {
            return List.of();
        }
        JsonNode data = JsonReader.object(event.data(), "an event of the stream");
        String type = JsonFields.text(data, "type", event.name());
        return switch (type) {
            case "response.created" -> begun(JsonFields.object(data, "response"));
            case "response.completed", "response.incomplete" -> ended(JsonFields.object(data, "response"));
            case "response.failed" -> throw ResponsesAnswers.failed(JsonFields.object(data, "response"));
            case "error" -> throw error(data);
            default -> {
                if (type.isEmpty() && JsonFields.field(data, "error") != null) {
                    throw new ReportedErrorException(data);
                }
                yield header().chunks(items.read(type, data));
            }
        };
    }

    /** The data of an event of another kind, or an end mark, which some servers add. */
    private static boolean isNoData(ServerEvent event, String text) {
        boolean own = event.name().isEmpty()
                || event.name().startsWith("response.")
                || event.name().equals("error");
        return text.equals("null") || text.equals("[DONE]") || !own;
    }

    /** The fields of this event stand beside its type, or inside an object as in a body. */
    private static ReportedErrorException error(JsonNode data) {
        JsonNode inside = JsonFields.field(data, "error");
        JsonNode error = inside != null
                ? inside
                : JsonFields.buildFrom(data)
                        .remove("type")
                        .remove("sequence_number")
                        .node();
        return new ReportedErrorException(JsonFields.build().put("error", error).node());
    }

    private List<ChatChunk> begun(JsonNode started) {
        response = started;
        return header().chunks(List.of(
                JsonFields.build().put("role", "assistant").put("content", "").node()));
    }

    private List<ChatChunk> ended(JsonNode complete) {
        response = JsonFields.field(complete, "id") == null ? response : complete;
        List<ChatChunk> last = new ArrayList<>(header().chunks(items.end()));
        last.add(header().chunk(JsonFields.EMPTY, ResponsesAnswers.finishReason(complete, items.hasCalls())));
        JsonNode usage = ResponsesAnswers.usage(complete);
        if (usage != null) {
            last.add(header().usage(usage));
        }
        whole = true;
        return last;
    }

    /** Notes that text of an item was streamed; returns the fields that all chunks of the answer share. */
    ChatChunk.Header streamed(int item) {
        items.streamed(item);
        return header();
    }

    private ChatChunk.Header header() {
        return new ChatChunk.Header(
                JsonFields.text(response, "id", ""),
                JsonFields.count(response, "created_at"),
                JsonFields.text(response, "model", ""));
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public boolean isOver() {
        return whole;
    }
}
