package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.micronaut.chat.internal.ReportedLimits;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.failure.FailureMappings;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
import reactor.core.publisher.SignalType;

/** Errors after the caller's cancellation are dropped: Reactor would log them, and they may quote the prompt. */
class CancelledStreamLoggingTest extends ProviderClientFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

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
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (isRefusedWhileTheCallerLeaves(provider, streaming)) {
                assertThat(dropped).isEmpty();
                assertThat(logged).noneMatch(value -> value.contains("429"));
                return;
            }
        }
        fail("no refusal was read on an event loop in %d attempts; dropped: %s", ATTEMPTS, dropped);
    }

    /** Returns whether the refusal was read on an event loop; a busy machine may run into a timeout before that. */
    private boolean isRefusedWhileTheCallerLeaves(FaultyProvider provider, boolean streaming) throws Exception {
        Reader reader = new Reader();
        InstantSource leaving = () -> { // asked for while the header is read
            reader.cancel();
            reader.left.complete(Optional.ofNullable(ThreadExecutorMap.currentExecutor()));
            return Instant.EPOCH;
        };
        Flux<?> answer = streaming
                ? client(provider, leaving).stream(MODEL, QUESTION)
                : client(provider, leaving).complete(MODEL, QUESTION).flux();
        answer.subscribe(reader);

        Optional<EventExecutor> loop = reader.left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (loop.isEmpty()) {
            return false;
        }
        loop.get().submit(() -> {}).sync(); // what came of the refusal is over when the loop has time again
        assertThat(reader.heard).isEmpty();
        return true;
    }

    private ProviderClient client(FaultyProvider provider, InstantSource clock) {
        return open(new ProviderClient(
                ProviderSettings.of("p", "openai", URI.create(provider.url()), KEY),
                WireProtocols.load(),
                FailureMappings.NONE,
                clock,
                HttpClients.standalone(),
                AnswerLimits.DEFAULT,
                new AnswerMemory(Long.MAX_VALUE),
                ReportedLimits.NONE));
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
        /** Completes with the event loop on which the caller left, if any. */
        final CompletableFuture<Optional<EventExecutor>> left = new CompletableFuture<>();

        @Override
        protected void hookOnNext(Object value) {
            heard.add(value);
        }

        @Override
        protected void hookOnError(Throwable error) {
            heard.add(error);
        }

        @Override
        protected void hookFinally(SignalType type) {
            if (type != SignalType.CANCEL) {
                left.complete(Optional.empty());
            }
        }
    }
}
