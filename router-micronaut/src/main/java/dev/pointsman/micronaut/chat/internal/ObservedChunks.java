package dev.pointsman.micronaut.chat.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of one streamed answer that are kept for an observer: all of them where there is something to check, up to a
 * limit, else the last one only. Not thread-safe.
 */
public final class ObservedChunks {
    private static final int MOST = 8192;

    private final AnswerObserver observer;
    private final ChatRequest request;
    private final List<JsonNode> kept;
    private final boolean keeps;
    private boolean over;

    /**
     * Creates an empty list.
     *
     * @param observer receives the chunks
     * @param request the request
     */
    public ObservedChunks(AnswerObserver observer, ChatRequest request) {
        this.observer = observer;
        this.request = request;
        this.keeps = observer != AnswerObserver.NONE
                && (request.json().hasNonNull("tools") || request.json().hasNonNull("response_format"));
        this.kept = keeps ? new ArrayList<>() : List.of();
        this.over = observer == AnswerObserver.NONE;
    }

    /**
     * Adds a chunk.
     *
     * @param attempt its attempt
     * @param chunk the chunk
     * @param last whether it marks the answer complete
     */
    public void add(Attempt attempt, ChatChunk chunk, boolean last) {
        if (over) {
            return;
        }
        if (keeps) {
            kept.add(chunk.json());
        }
        if (last) {
            over = true;
            observer.streamed(attempt, request, keeps ? kept : List.of(chunk.json()));
        } else if (kept.size() >= MOST) {
            over = true;
            kept.clear();
        }
    }
}
