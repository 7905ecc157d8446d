package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recording of one answer, stored when it is whole and may be used again.
 *
 * @param store the store
 * @param clock the clock
 * @param key the answer's key
 * @param life the time that it is used
 * @param model the model that gives it
 * @param choices the number of its choices
 * @param allowed whether it may be stored, by what is known when it begins
 */
record AnswerRecording(
        AnswerStore store,
        InstantSource clock,
        ResponseStore.Key key,
        Duration life,
        Model model,
        int choices,
        boolean allowed) {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerRecording.class);

    void whole(ChatResponse answer) {
        if (allowed && ReusableAnswers.includes(answer, choices)) {
            put(answer.usage(), answer, List.of());
        }
    }

    void chunks(List<ChatChunk> chunks) {
        if (allowed && ReusableAnswers.includes(chunks, choices)) {
            Usage usage = Usage.UNKNOWN;
            for (ChatChunk chunk : chunks) {
                Usage counted = chunk.usage();
                usage = counted.isKnown() ? counted : usage;
            }
            put(usage, null, chunks);
        }
    }

    /** Stores an answer; a failure must not become one of the call. */
    private void put(Usage usage, @Nullable ChatResponse whole, List<ChatChunk> chunks) {
        try {
            store.put(key, new RecordedAnswer(model.id(), model.cost(usage), clock.millis(), whole, chunks), life);
        } catch (RuntimeException e) {
            LOG.warn("A response was not cached: {}", e.toString());
        }
    }
}
