package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events of one response for its client. Events of a provider that speaks the same protocol are handed on as they came;
 * an answer that another provider continues goes on in their numbers and ids.
 */
final class ResponsesStream implements ClientStream {
    private static final int TOO_MANY = 429;

    private final ResponsesWriter writer;
    private final boolean stored;
    private final boolean breaksFailures;
    private final Consumer<JsonNode> ended;
    private final NativeProgress progress = new NativeProgress();
    private boolean handsOn;

    ResponsesStream(ResponsesWriter writer, boolean stored, boolean breaksFailures, Consumer<JsonNode> ended) {
        this.writer = writer;
        this.stored = stored;
        this.breaksFailures = breaksFailures;
        this.ended = ended;
    }

    @Override
    public List<ServerEvent> write(ChatChunk chunk) {
        List<ServerEvent> own = chunk.events(ResponsesRequest.PROTOCOL);
        if (own != null) {
            handsOn = true;
            progress.add(chunk, own);
            return own;
        }
        takeOver();
        return events(writer.add(chunk));
    }

    /** Another provider continues the answer, or ends it with a failure. */
    private void takeOver() {
        if (handsOn) {
            handsOn = false;
            writer.continueFrom(progress);
        }
    }

    @Override
    public List<ServerEvent> end() {
        if (handsOn) {
            if (stored) {
                ended.accept(progress.response());
            }
            return List.of();
        }
        List<JsonNode> last = writer.end();
        ended.accept(writer.response());
        return events(last);
    }

    @Override
    public List<ServerEvent> fail(ClientError error) {
        takeOver();
        String code = error.code();
        String known = error.status() == TOO_MANY ? "rate_limit_exceeded" : "server_error";
        List<JsonNode> last = writer.failed(code == null ? known : code, error.message());
        // A client that reads on to the end of the body knows the failure by its own event.
        return events(breaksFailures ? last : last.subList(0, last.size() - 1));
    }

    @Override
    public boolean isBroken() {
        return breaksFailures;
    }

    private static List<ServerEvent> events(List<JsonNode> written) {
        List<ServerEvent> events = new ArrayList<>(written.size());
        for (JsonNode event : written) {
            events.add(new ServerEvent(JsonFields.text(event, "type", ""), JsonReader.bytes(event)));
        }
        return events;
    }
}
