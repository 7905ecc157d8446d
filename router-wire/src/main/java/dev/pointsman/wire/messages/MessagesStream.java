package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writer of an answer as events of Anthropic's protocol. Events of a provider that speaks it are handed on as they came;
 * what such a provider has not sent of the frame is added.
 */
final class MessagesStream implements ClientStream {
    private final BlockWriter blocks = new BlockWriter();
    private final ToolUseWriter calls = new ToolUseWriter(blocks);
    private boolean started;
    private boolean finished;
    private boolean stopped;
    private String finishReason = "";
    private JsonNode usage = JsonFields.EMPTY;
    private @Nullable JsonNode resumption;

    @Override
    public List<ServerEvent> write(ChatChunk chunk) {
        List<ServerEvent> own = chunk.events(MessagesProtocol.NAME);
        if (!chunk.isText()) {
            note(chunk);
        }
        if (own == null) {
            translate(chunk);
            return blocks.taken();
        }
        List<ServerEvent> events = new ArrayList<>(own.size());
        own.forEach(event -> events.add(handedOn(event)));
        return own.isEmpty() ? blocks.taken() : events;
    }

    private void note(ChatChunk chunk) {
        finishReason = chunk.finishReason().isEmpty() ? finishReason : chunk.finishReason();
        JsonNode counted = JsonFields.field(chunk.json(), "usage");
        usage = counted == null ? usage : counted;
        JsonNode mark = JsonFields.field(chunk.json(), "pointsman");
        resumption = mark == null ? resumption : mark;
    }

    private ServerEvent handedOn(ServerEvent event) {
        String type = event.name();
        JsonNode data = null;
        if (type.isEmpty() || type.equals("content_block_start") || type.equals("message_delta")) {
            data = JsonReader.objectOrNull(event.data());
            type = JsonFields.text(data, "type", type);
        }
        switch (type) {
            case "message_start" -> started = true;
            case "content_block_start" ->
                blocks.begun(
                        JsonFields.count(data, "index"),
                        JsonFields.text(JsonFields.object(data, "content_block"), "type", ""));
            case "content_block_stop" -> blocks.ended();
            case "message_delta" ->
                finished |= JsonFields.field(JsonFields.object(data, "delta"), "stop_reason") != null;
            case "message_stop" -> stopped = true;
            default -> {}
        }
        return event.name().equals(type) ? event : new ServerEvent(type, event.data());
    }

    private void translate(ChatChunk chunk) {
        if (JsonFields.items(chunk.json(), "choices").isEmpty()) {
            return;
        }
        start(chunk);
        JsonNode delta = chunk.delta();
        reasoning(delta);
        String text = JsonFields.text(delta, "content", JsonFields.text(delta, "refusal", ""));
        if (!text.isEmpty()) {
            blocks.text(text);
        }
        JsonFields.items(delta, "tool_calls").forEach(calls::add);
    }

    private void reasoning(JsonNode delta) {
        String text = JsonFields.text(delta, "reasoning_content", JsonFields.text(delta, "reasoning", ""));
        if (!text.isEmpty()) {
            blocks.thinking(text);
        }
        for (JsonNode detail : JsonFields.items(delta, "reasoning_details")) {
            if (MessagesReasoning.isRedacted(detail)) {
                blocks.redacted(MessagesReasoning.state(detail));
            } else if (!isPiece(detail)) {
                blocks.signed(MessagesReasoning.text(detail), MessagesReasoning.state(detail));
            } else if (text.isEmpty()) {
                blocks.thinking(MessagesReasoning.text(detail));
            }
        }
    }

    /** Some providers stream a detail in pieces of text, of which the last one has the state. */
    private static boolean isPiece(JsonNode detail) {
        return JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""))
                .isEmpty();
    }

    private void start(ChatChunk chunk) {
        if (started) {
            return;
        }
        started = true;
        JsonNode message = JsonFields.build()
                .put("id", JsonFields.text(chunk.json(), "id", "msg_pointsman"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", chunk.model())
                .put("content", List.of())
                .put("stop_reason", NullNode.getInstance())
                .put("stop_sequence", NullNode.getInstance())
                .put("usage", MessagesUsage.NONE)
                .node();
        blocks.add(JsonFields.build()
                .put("type", "message_start")
                .put("message", message)
                .node());
    }

    @Override
    public List<ServerEvent> end() {
        if (!started) {
            start(new ChatChunk(JsonFields.EMPTY));
        }
        if (!finished) {
            calls.end();
            blocks.end();
            blocks.add(lastDelta());
        }
        if (!stopped) {
            blocks.add(JsonFields.build().put("type", "message_stop").node());
        }
        return blocks.taken();
    }

    private JsonNode lastDelta() {
        JsonNode delta = JsonFields.build()
                .put("stop_reason", MessagesResponses.stopReason(finishReason, calls.isAny()))
                .put("stop_sequence", NullNode.getInstance())
                .node();
        return JsonFields.build()
                .put("type", "message_delta")
                .put("delta", delta)
                .put("usage", MessagesUsage.of(usage))
                .put("pointsman", resumption)
                .node();
    }

    @Override
    public List<ServerEvent> fail(ClientError error) {
        return List.of(new ServerEvent("error", JsonReader.bytes(MessagesErrors.body(error))));
    }
}
