package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Form of answers: whole or streamed. Thread-safe.
 *
 * @param <T> the type of the answer
 */
interface AnswerForm<T> {

    boolean isStreamed();

    /** Returns a recorded answer for one caller; null if it is of the other form. */
    @Nullable
    T replayed(RecordedAnswer answer);

    /**
     * Records an answer and shares it.
     *
     * @param value the answer
     * @param recording receives it when it is whole
     * @param closed run once, when the answer takes no further callers
     */
    SharedAnswer<T> shared(T value, AnswerRecording recording, Runnable closed);

    /** Records an answer for its only caller. */
    T recorded(T value, AnswerRecording recording);

    /** Runs an action when the answer is whole; returns the answer to hand on. */
    T atEnd(T value, Runnable action);

    /** Form of whole answers. */
    AnswerForm<ChatResponse> WHOLE = new AnswerForm<>() {
        @Override
        public boolean isStreamed() {
            return false;
        }

        @Override
        public @Nullable ChatResponse replayed(RecordedAnswer answer) {
            return answer.whole();
        }

        @Override
        public SharedAnswer<ChatResponse> shared(ChatResponse value, AnswerRecording recording, Runnable closed) {
            recording.whole(value);
            closed.run();
            return new SharedAnswer<>() {
                @Override
                public ChatResponse first() {
                    return value;
                }

                @Override
                public ChatResponse next() {
                    return value;
                }

                @Override
                public Usage usage() {
                    return value.usage();
                }
            };
        }

        @Override
        public ChatResponse recorded(ChatResponse value, AnswerRecording recording) {
            recording.whole(value);
            return value;
        }

        @Override
        public ChatResponse atEnd(ChatResponse value, Runnable action) {
            action.run();
            return value;
        }
    };

    /** Returns the form of streams. */
    static AnswerForm<Flux<ChatChunk>> streamed(RecordingMemory memory) {
        return new AnswerForm<>() {
            @Override
            public boolean isStreamed() {
                return true;
            }

            @Override
            public @Nullable Flux<ChatChunk> replayed(RecordedAnswer answer) {
                List<ChatChunk> chunks = answer.chunks();
                return chunks.isEmpty() ? null : Flux.fromIterable(chunks);
            }

            @Override
            public SharedAnswer<Flux<ChatChunk>> shared(
                    Flux<ChatChunk> value, AnswerRecording recording, Runnable closed) {
                SharedChunks shared = new SharedChunks(memory, recording::chunks, closed);
                value.subscribe(shared);
                return shared;
            }

            @Override
            public Flux<ChatChunk> recorded(Flux<ChatChunk> value, AnswerRecording recording) {
                return shared(value, recording, () -> {}).first();
            }

            @Override
            public Flux<ChatChunk> atEnd(Flux<ChatChunk> value, Runnable action) {
                return value.doOnComplete(action);
            }
        };
    }
}
