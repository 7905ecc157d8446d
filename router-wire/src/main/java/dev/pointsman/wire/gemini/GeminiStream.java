package dev.pointsman.wire.gemini;

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

/**
 * Translates a stream of {@code streamGenerateContent} to chunks. The finish reason completes the answer; the protocol
 * has no end mark. Every event may count the tokens so far: counts are passed on once the answer is complete.
 */
final class GeminiStream implements StreamReader {
    private final GeminiDeltas deltas;
    private final long created;
    private String id = "";
    private String model = "";
    private JsonNode usage = JsonFields.EMPTY;
    private JsonNode told = JsonFields.EMPTY;
    private boolean begun;
    private boolean whole;

    GeminiStream(ReasoningState reasoning, Instant now) {
        this.deltas = new GeminiDeltas(reasoning, now);
        this.created = now.getEpochSecond();
    }

    @Override
    public List<ChatChunk> read(ServerEvent event) {
        String text = event.text().strip();
        boolean foreign = !event.name().isEmpty() && !text.startsWith("{"); // such as a server's own keep-alive
        if (text.equals("null") || foreign) {
            return List.of();
        }
        JsonNode answer = JsonReader.object(event.data(), "an event of the stream");
        if (JsonFields.field(answer, "error") != null) {
            throw new ReportedErrorException(answer);
        }
        String newId = JsonFields.text(answer, "responseId", "");
        if (!newId.isEmpty()) {
            id = newId;
            deltas.answerId(id);
        }
        model = JsonFields.text(answer, "modelVersion", model);
        JsonNode counted = JsonFields.object(answer, "usageMetadata");
        usage = counted.size() > 0 ? counted : usage;
        List<JsonNode> candidates = JsonFields.items(answer, "candidates");
        List<ChatChunk> chunks = new ArrayList<>();
        if (candidates.isEmpty()) {
            GeminiFinish.checkPrompt(answer);
        } else {
            add(candidates.get(0), chunks);
        }
        if (whole && !usage.equals(told)) {
            told = usage;
            chunks.add(header().usage(GeminiUsage.toOpenAi(usage)));
        }
        return chunks;
    }

    private void add(JsonNode candidate, List<ChatChunk> chunks) {
        if (!begun) {
            begun = true;
            chunks.add(header().chunk(
                            JsonFields.build()
                                    .put("role", "assistant")
                                    .put("content", "")
                                    .node(),
                            null));
        }
        for (JsonNode part : JsonFields.items(JsonFields.object(candidate, "content"), "parts")) {
            for (JsonNode delta : deltas.of(part)) {
                whole = false; // an answer that continues after a finish reason is open again
                chunks.add(header().chunk(delta, null));
            }
        }
        String finish = JsonFields.text(candidate, "finishReason", "");
        if (!finish.isEmpty()) {
            String reason = GeminiFinish.reason(finish, deltas.hasCalls());
            whole = true;
            chunks.add(header().chunk(JsonFields.EMPTY, reason));
        }
    }

    private ChatChunk.Header header() {
        return new ChatChunk.Header(id, created, model);
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    /** Returns false: a later event may correct the usage, and the connection ends right after the last one. */
    @Override
    public boolean isOver() {
        return false;
    }
}
