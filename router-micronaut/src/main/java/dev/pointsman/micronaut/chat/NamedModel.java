package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import java.util.List;

/** Name of the model in translated answers whose protocol has none; clients insist on the field. */
final class NamedModel {
    private static final String FIELD = "model";

    private NamedModel() {}

    static ChatResponse in(ChatResponse answer, Model model) {
        return answer.model().isEmpty()
                ? answer.with(JsonFields.buildFrom(answer.json())
                        .put(FIELD, model.name())
                        .node())
                : answer;
    }

    /** Returns a reader whose translated chunks name the model; those that are passed on as received stay as they are. */
    static StreamReader in(StreamReader reader, Model model) {
        return new Reader(reader, model);
    }

    private record Reader(StreamReader reader, Model model) implements StreamReader {
        @Override
        public List<ChatChunk> read(ServerEvent event) {
            List<ChatChunk> chunks = reader.read(event);
            for (ChatChunk chunk : chunks) {
                if (!isComplete(chunk)) {
                    return chunks.stream().map(this::named).toList();
                }
            }
            return chunks;
        }

        private static boolean isComplete(ChatChunk chunk) {
            return !chunk.source().isEmpty()
                    || chunk.event() != null
                    || !chunk.model().isEmpty();
        }

        private ChatChunk named(ChatChunk chunk) {
            return isComplete(chunk)
                    ? chunk
                    : new ChatChunk(JsonFields.buildFrom(chunk.json())
                            .put(FIELD, model.name())
                            .node());
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
}
