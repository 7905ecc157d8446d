package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of a stream of chat completions, in the provider's own bytes where they need no change.
 *
 * <p>A client that asks for the usage gets it once, in the last chunk, as OpenAI sends it: some clients add up what they
 * find in several chunks. Not thread-safe.
 */
final class CompletionsStream implements ClientStream {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final String USAGE = "usage";
    private static final String CHOICES = "choices";

    private final boolean countsAsked;
    private @Nullable ChatChunk counted; // the latest chunk with usage, not sent yet

    /**
     * Creates an empty stream.
     *
     * @param countsAsked whether the client has asked for the usage
     */
    CompletionsStream(boolean countsAsked) {
        this.countsAsked = countsAsked;
    }

    @Override
    public List<ServerEvent> write(ChatChunk chunk) {
        List<ServerEvent> own = chunk.events(CompletionsProtocol.NAME);
        if (own != null) {
            return own;
        }
        JsonNode json = chunk.json();
        if (!countsAsked) {
            return UsageChunks.isOne(json) ? List.of() : List.of(event(chunk));
        }
        if (!JsonFields.object(json, USAGE).isEmpty()) {
            counted = chunk;
            return UsageChunks.isOne(json)
                    ? List.of()
                    : List.of(event(JsonReader.bytes(
                            JsonFields.buildFrom(json).remove(USAGE).node())));
        }
        return List.of(event(chunk));
    }

    @Override
    public List<ServerEvent> end() {
        List<ServerEvent> last = new ArrayList<>();
        if (counted != null) {
            last.add(usage(counted));
        }
        last.add(event(DONE));
        return last;
    }

    private static ServerEvent usage(ChatChunk chunk) {
        return UsageChunks.isOne(chunk.json())
                ? event(chunk)
                : event(JsonReader.bytes(JsonFields.buildFrom(chunk.json())
                        .put(CHOICES, List.of())
                        .node()));
    }

    @Override
    public List<ServerEvent> fail(ClientError error) {
        return List.of(event(JsonReader.bytes(OpenAiErrors.body(error))));
    }

    private static ServerEvent event(ChatChunk chunk) {
        return event(
                chunk.source().isEmpty()
                        ? JsonReader.bytes(chunk.json())
                        : chunk.source().getBytes(StandardCharsets.UTF_8));
    }

    private static ServerEvent event(byte[] data) {
        return new ServerEvent("", data);
    }
}
