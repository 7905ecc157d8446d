package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReasoningState;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                yield chunks(items.read(type, data));
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
        return chunks(List.of(
                JsonFields.build().put("role", "assistant").put("content", "").node()));
    }

    private List<ChatChunk> ended(JsonNode complete) {
        response = JsonFields.field(complete, "id") == null ? response : complete;
        List<ChatChunk> last = new ArrayList<>(chunks(items.end()));
        last.add(chunk(JsonFields.EMPTY, ResponsesAnswers.finishReason(complete, items.hasCalls())));
        JsonNode usage = ResponsesAnswers.usage(complete);
        if (usage != null) {
            last.add(new ChatChunk(
                    envelope().put("choices", List.of()).put("usage", usage).node()));
        }
        whole = true;
        return last;
    }

    private List<ChatChunk> chunks(List<JsonNode> deltas) {
        return deltas.stream().map(delta -> chunk(delta, null)).toList();
    }

    private ChatChunk chunk(JsonNode delta, @Nullable String finishReason) {
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("delta", delta)
                .put("finish_reason", finishReason == null ? NullNode.getInstance() : TextNode.valueOf(finishReason))
                .node();
        return new ChatChunk(envelope().put("choices", List.of(choice)).node());
    }

    private JsonFields.ObjectBuilder envelope() {
        return JsonFields.build()
                .put("id", JsonFields.text(response, "id", ""))
                .put("object", "chat.completion.chunk")
                .put("created", JsonFields.count(response, "created_at"))
                .put("model", JsonFields.text(response, "model", ""));
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
