package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonEdit;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.SourceEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reader that attaches the events of a stream to their chunks, for a client that speaks Anthropic's protocol itself.
 *
 * <p>Events keep their bytes, except those with signed reasoning: its origin is added to the signature. Not thread-safe.
 */
final class AnthropicEvents implements StreamReader {
    private static final byte[] SIGNATURE = "signature".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REDACTED = "redacted_thinking".getBytes(StandardCharsets.US_ASCII);

    private final AnthropicStream reader;
    private final TextDelta texts = new TextDelta();
    private final ReasoningState reasoning;
    private final Set<Integer> signed = new HashSet<>(); // blocks whose signature has begun

    AnthropicEvents(AnthropicStream reader, ReasoningState reasoning) {
        this.reader = reader;
        this.reasoning = reasoning;
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = texts.of(event);
        if (!text.isEmpty()) {
            ChatChunk.Header header = reader.header();
            return List.of(ChatChunk.ofText(
                    text, () -> header.text(text), new SourceEvent(AnthropicWire.NAME, List.of(event))));
        }
        List<ChatChunk> chunks = reader.read(event);
        return chunks.isEmpty()
                ? List.of(ChatChunk.ofNothing(new SourceEvent(AnthropicWire.NAME, List.of(withOrigin(event)))))
                : SourceEvent.attach(AnthropicWire.NAME, withOrigin(event), chunks);
    }

    private ServerEvent withOrigin(ServerEvent event) {
        if (!contains(event.data(), SIGNATURE) && !contains(event.data(), REDACTED)) {
            return event;
        }
        JsonNode data = JsonReader.objectOrNull(event.data());
        String field = data != null && JsonFields.field(data, "delta") != null ? "delta" : "content_block";
        JsonNode piece = JsonFields.object(data, field);
        String state = switch (JsonFields.text(piece, "type", "")) {
            case "signature_delta", "thinking" -> "signature";
            case "redacted_thinking" -> "data";
            default -> "";
        };
        String text = JsonFields.text(piece, state, "");
        if (text.isEmpty() || !signed.add(JsonFields.count(data, "index"))) {
            return event;
        }
        JsonNode wrapped =
                JsonFields.buildFrom(piece).put(state, reasoning.wrapped(text)).node();
        return new ServerEvent(
                event.name(), new JsonEdit(event.data()).set(field, wrapped).bytes());
    }

    private static boolean contains(byte[] data, byte[] word) {
        for (int from = 0; from <= data.length - word.length; from++) {
            int same = 0;
            while (same < word.length && data[from + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return true;
            }
        }
        return false;
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
