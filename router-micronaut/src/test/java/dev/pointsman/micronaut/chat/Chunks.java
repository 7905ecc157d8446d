package dev.pointsman.micronaut.chat;

import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import java.util.stream.Collectors;

/** The chunks of a stream, read as a client would. */
final class Chunks {
    private Chunks() {}

    static String text(List<ChatChunk> chunks) {
        return chunks.stream()
                .map(ChatChunk::text)
                .collect(Collectors.joining())
                .strip();
    }

    static String streamedArguments(List<ChatChunk> chunks, int place) {
        return chunks.stream()
                .flatMap(chunk -> JsonFields.items(chunk.delta(), "tool_calls").stream())
                .filter(call -> JsonFields.count(call, "index") == place)
                .map(call -> JsonFields.text(JsonFields.object(call, "function"), "arguments", ""))
                .collect(Collectors.joining());
    }
}
