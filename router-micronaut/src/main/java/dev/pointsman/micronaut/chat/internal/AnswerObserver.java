package dev.pointsman.micronaut.chat.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import java.util.List;

/**
 * Observer of the answers of attempts, on the thread that receives them: must be fast, and must not change anything.
 * Thread-safe.
 */
public interface AnswerObserver {

    /** An observer that ignores everything. */
    AnswerObserver NONE = new AnswerObserver() {
        @Override
        public void answered(Attempt attempt, ChatRequest request, ChatResponse response) {}

        @Override
        public void streamed(Attempt attempt, ChatRequest request, List<JsonNode> chunks) {}
    };

    /**
     * Called when a whole answer has arrived.
     *
     * @param attempt its attempt
     * @param request the request as the client sent it
     * @param response the answer
     */
    void answered(Attempt attempt, ChatRequest request, ChatResponse response);

    /**
     * Called when a streamed answer has been marked complete.
     *
     * @param attempt its attempt
     * @param request the request as the client sent it
     * @param chunks all chunks with content if the request has tools or asks for JSON, else the last one
     */
    void streamed(Attempt attempt, ChatRequest request, List<JsonNode> chunks);
}
