package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonEdit;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.SourceEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader that attaches the events of a stream to their chunks, for a client that speaks Responses itself.
 *
 * <p>Events keep their bytes, except those with encrypted reasoning, which is marked with its origin. Not thread-safe.
 */
final class NativeEvents implements StreamReader {
    private static final String STATE = "encrypted_content";
    private static final String ITEM = "response.output_item.";

    private final ResponsesEventReader reader;
    private final OutputTextDelta texts = new OutputTextDelta();
    private final ReasoningState reasoning;

    NativeEvents(ResponsesEventReader reader, ReasoningState reasoning) {
        this.reader = reader;
        this.reasoning = reasoning;
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = texts.of(event);
        if (!text.isEmpty()) {
            ChatChunk.Header header = reader.streamed(texts.index());
            return List.of(ChatChunk.ofText(
                    text, () -> header.text(text), new SourceEvent(ResponsesRequest.PROTOCOL, List.of(event))));
        }
        List<ChatChunk> chunks = reader.read(event);
        // Data of any other kind is no event of this protocol, and no client expects it.
        boolean document = event.data().length > 0 && event.data()[0] == '{';
        if (document
                && chunks.isEmpty()
                && !event.name().isEmpty()
                && !event.name().startsWith(ITEM)) {
            return List.of(ChatChunk.ofNothing(new SourceEvent(ResponsesRequest.PROTOCOL, List.of(withOrigin(event)))));
        }
        return document ? SourceEvent.attach(ResponsesRequest.PROTOCOL, withOrigin(event), chunks) : chunks;
    }

    private ServerEvent withOrigin(ServerEvent event) {
        String all = new String(event.data(), StandardCharsets.ISO_8859_1);
        JsonNode data = all.contains('"' + STATE + '"') ? JsonReader.objectOrNull(event.data()) : null;
        if (data == null) {
            return event;
        }
        JsonEdit edit = new JsonEdit(event.data());
        JsonNode item = JsonFields.object(data, "item");
        JsonNode response = JsonFields.object(data, "response");
        if (isState(item)) {
            edit.set("item", wrapped(item));
        }
        List<JsonNode> output = JsonFields.items(response, "output");
        if (output.stream().anyMatch(NativeEvents::isState)) {
            List<JsonNode> items = new ArrayList<>();
            output.forEach(one -> items.add(isState(one) ? wrapped(one) : one));
            edit.set(
                    "response",
                    JsonFields.buildFrom(response).put("output", items).node());
        }
        return new ServerEvent(event.name(), edit.bytes());
    }

    private static boolean isState(JsonNode item) {
        return !JsonFields.text(item, STATE, "").isEmpty();
    }

    private JsonNode wrapped(JsonNode item) {
        String state = reasoning.wrapped(JsonFields.text(item, STATE, ""));
        return JsonFields.buildFrom(item).put(STATE, state).node();
    }

    @Override
    public boolean isWhole() {
        return reader.isWhole();
    }

    @Override
    public boolean isWholeAtEnd() {
        return reader.isWholeAtEnd();
    }

    @Override
    public boolean isOver() {
        return reader.isOver();
    }
}
