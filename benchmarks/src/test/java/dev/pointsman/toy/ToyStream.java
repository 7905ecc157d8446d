package dev.pointsman.toy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import java.util.List;

/** Reader of {@code {"piece": text}} until {@code {"end": words}}. */
final class ToyStream implements StreamReader {
    private boolean ended;

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        JsonNode line = JsonReader.object(event.data(), "a line");
        if (JsonFields.field(line, "oops") != null) {
            throw new ReportedErrorException(line);
        }
        ended = JsonFields.field(line, "end") != null;
        JsonFields.ObjectBuilder choice = JsonFields.build()
                .put("index", 0)
                .put(
                        "delta",
                        JsonFields.build()
                                .put("content", JsonFields.text(line, "piece"))
                                .node());
        JsonFields.ObjectBuilder chunk = JsonFields.build().put("model", "toy");
        return List.of(new ChatChunk(
                ended
                        ? chunk.put(
                                        "choices",
                                        List.of(choice.put("finish_reason", "stop")
                                                .node()))
                                .put("usage", ToyWire.usage(JsonFields.count(line, "end")))
                                .node()
                        : chunk.put("choices", List.of(choice.node())).node()));
    }

    @Override
    public boolean isWhole() {
        return ended;
    }

    @Override
    public boolean isOver() {
        return ended;
    }
}
