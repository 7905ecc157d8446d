package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** End of a stream by an event during reading. */
class ChatStreamEndTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ChatChunk TOKEN = chunk("{'choices':[{'index':0,'delta':{'content':'Yes'}}]}");
    private static final ChatChunk LAST =
            chunk("{'choices':[{'index':0,'delta':{'content':', but no'},'finish_reason':'stop'}]}");

    private final List<ChatChunk> seen = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();

    @Test
    void anAlarmBeforeTheLastChunkIsHandedOnDoesNotMakeTheAnswerWhole() throws Exception {
        List<ChatChunk> handedOnTooLate = new AbstractList<>() {
            @Override
            public ChatChunk get(int index) {
                return LAST;
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public void forEach(Consumer<? super ChatChunk> to) {
                end.handle((ended, none) -> ended).join();
                to.accept(LAST);
            }
        };
        read(
                new Scripted(List.of(List.of(TOKEN), handedOnTooLate)),
                ProviderClientFixture.target(SOON, Duration.ofMillis(50)));

        assertThat(end.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        late -> assertThat(late.failure().kind()).isEqualTo(FailureKind.TIMEOUT));
        assertThat(seen).containsExactly(TOKEN);
    }

    @Test
    void anErrorOfTheReaderEndsTheStreamAtOnce() {
        StreamReader broken = new Scripted(List.of()) {
            @Override
            public List<ChatChunk> read(ServerEvent event) {
                throw new AssertionError("broken");
            }
        };
        read(broken, ProviderClientFixture.MODEL);
        assertThat(end).isCompletedWithValueMatching(ProviderException.class::isInstance);
    }

    private void read(StreamReader reader, CallTarget target) {
        Flux<byte[]> bytes = Flux.just("data: 1\n\n", "data: 2\n\n")
                .map(event -> event.getBytes(StandardCharsets.UTF_8))
                .concatWith(Flux.never());
        new ChatStream(
                        ChatStreamTest.call(),
                        ChatStreamTest.decoder(),
                        reader,
                        target,
                        ChatStreamTest.ERRORS,
                        Long.MAX_VALUE)
                .chunks(bytes)
                .subscribe(seen::add, end::complete, () -> end.complete(null));
    }

    private static ChatChunk chunk(String json) {
        JsonNode node = Trees.of(json);
        return new ChatChunk(node);
    }

    /** Reads these, one after the other; whole with the last one. */
    private static class Scripted implements StreamReader {
        private final List<List<ChatChunk>> events;
        private int read;

        Scripted(List<List<ChatChunk>> events) {
            this.events = events;
        }

        @Override
        public List<ChatChunk> read(ServerEvent event) {
            return events.get(read++);
        }

        @Override
        public boolean isWhole() {
            return read == events.size() && read > 0;
        }

        @Override
        public boolean isOver() {
            return false;
        }
    }
}
