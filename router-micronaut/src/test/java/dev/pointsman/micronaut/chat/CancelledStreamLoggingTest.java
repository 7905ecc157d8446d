package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.failure.FailureMappings;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/** Errors after the caller's cancellation are dropped: Reactor would log them, and they may quote the prompt. */
class CancelledStreamLoggingTest extends ProviderClientFixture {
    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
        Hooks.onNextDropped(value -> logged.add(value.toString()));
    }

    @AfterEach
    void silence() {
        Hooks.resetOnErrorDropped();
        Hooks.resetOnNextDropped();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusalThatIsReadWhileTheCallerLeavesIsDroppedQuietly(boolean streaming) throws Exception {
        FaultyProvider provider = start("openai", Fault.rateLimited().retryAfter("Fri, 31 Dec 2100 23:59:59 GMT"));
        Reader reader = new Reader();
        CompletableFuture<EventExecutor> left = new CompletableFuture<>();
        InstantSource leaving = () -> { // asked for while the header is read
            reader.cancel();
            left.complete(Objects.requireNonNull(ThreadExecutorMap.currentExecutor()));
            return Instant.EPOCH;
        };
        ProviderClient client = open(new ProviderClient(
                ProviderSettings.of("p", "openai", URI.create(provider.url()), KEY),
                WireProtocols.load(),
                FailureMappings.NONE,
                leaving,
                HttpClients.standalone(),
                AnswerLimits.DEFAULT,
                new AnswerMemory(Long.MAX_VALUE)));
        Flux<?> answer = streaming
                ? client.stream(MODEL, QUESTION)
                : client.complete(MODEL, QUESTION).flux();
        answer.subscribe(reader);

        EventExecutor loop = left.get(SOON.toSeconds(), TimeUnit.SECONDS);
        loop.submit(() -> {}).sync(); // what came of the refusal is over when the loop has time again
        assertThat(dropped).isEmpty();
        assertThat(logged).noneMatch(value -> value.contains("429"));
        assertThat(reader.heard).isEmpty();
    }

    @Test
    void aLateErrorOfAStreamIsDroppedQuietly() {
        Reader reader = new Reader();
        Flux<byte[]> rude = Flux.from(bytes -> {
            bytes.onSubscribe(new Reader());
            reader.cancel();
            bytes.onError(new IllegalStateException("late"));
        });
        new ChatStream(
                        ChatStreamTest.call(),
                        ChatStreamTest.decoder(),
                        ChatStreamTest.openAi(),
                        MODEL,
                        ChatStreamTest.ERRORS,
                        Long.MAX_VALUE)
                .chunks(rude)
                .subscribe(reader);
        assertThat(dropped).isEmpty();
        assertThat(reader.heard).isEmpty();
    }

    private static final class Reader extends BaseSubscriber<Object> {
        final List<Object> heard = new CopyOnWriteArrayList<>();

        @Override
        protected void hookOnNext(Object value) {
            heard.add(value);
        }

        @Override
        protected void hookOnError(Throwable error) {
            heard.add(error);
        }
    }
}
