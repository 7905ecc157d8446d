package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Translates a ConverseStream to chunks. {@code messageStop} completes the answer; {@code metadata} ends the stream. */
final class BedrockStream implements StreamReader {
    private static final Set<String> KNOWN = Set.of(
            "messageStart",
            "contentBlockStart",
            "contentBlockDelta",
            "contentBlockStop",
            "messageStop",
            "metadata",
            BedrockFrames.ERROR);

    private final BedrockBlocks blocks;
    private final String id;
    private final long created;
    private final String model; // events do not name it
    private boolean whole;
    private boolean over;

    BedrockStream(ReasoningState reasoning, String id, Instant now, String model) {
        this.blocks = new BedrockBlocks(reasoning);
        this.id = id;
        this.created = now.getEpochSecond();
        this.model = model;
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        if (!KNOWN.contains(event.name())) {
            return List.of();
        }
        JsonNode data = JsonReader.object(event.data(), "an event of the stream");
        int index = JsonFields.count(data, "contentBlockIndex");
        return switch (event.name()) {
            case "messageStart" ->
                header().chunks(List.of(JsonFields.build()
                        .put("role", "assistant")
                        .put("content", "")
                        .node()));
            case "contentBlockStart" -> header().chunks(blocks.started(index, JsonFields.object(data, "start")));
            case "contentBlockDelta" -> header().chunks(blocks.added(index, JsonFields.object(data, "delta")));
            case "contentBlockStop" -> header().chunks(blocks.stopped(index));
            case "messageStop" -> stopped(JsonFields.text(data, "stopReason", "end_turn"));
            case "metadata" -> counted(JsonFields.object(data, "usage"));
            default -> throw new ReportedErrorException(data);
        };
    }

    private List<ChatChunk> stopped(String stopReason) {
        List<ChatChunk> last = new ArrayList<>(header().chunks(blocks.allStopped()));
        last.add(header().chunk(JsonFields.EMPTY, BedrockFormat.finishReason(stopReason)));
        whole = true;
        return last;
    }

    private List<ChatChunk> counted(JsonNode usage) {
        over = whole;
        return List.of(header().usage(BedrockFormat.usage(usage)));
    }

    private ChatChunk.Header header() {
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
