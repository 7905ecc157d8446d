package dev.pointsman.micronaut.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.CachePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Identical calls for whole answers that are under way, and the shared store. */
class SharedWholeAnswersTest {
    private static final Model MODEL = Model.builder("m", "p").build();
    private static final ChatRequest HELLO = ChatRequest.user("Hello");
    private static final CacheLimits LIMITS = new CacheLimits(1 << 20, Duration.ofMillis(20));

    private final ModelRouter router = ModelRouter.builder()
            .models(List.of(MODEL))
            .pool(Pool.of("chat", "m").withCache(new CachePolicy(Duration.ofMinutes(1), CachePolicy.When.ALWAYS)))
            .build();
    private final List<MonoSink<RouteResult<ChatResponse>>> calls = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();
    private int cancelled;

    private ResponseCache cache(@Nullable ResponseStore shared) {
        return new ResponseCache(router, LIMITS, shared, null, List.of(), InstantSource.system());
    }

    private Disposable ask(ResponseCache cache) {
        return ask(cache, RouteRequest.ANY);
    }

    private Disposable ask(ResponseCache cache, RouteRequest route) {
        CacheUse use = new CacheUse(CacheUse.Mode.ANY);
        return use.during(cache.whole(
                        route,
                        HELLO,
                        () -> Mono.<RouteResult<ChatResponse>>create(calls::add).doOnCancel(() -> cancelled++)))
                .subscribe(
                        result ->
                                results.add(use.outcome() + " " + result.value().text()),
                        results::add);
    }

    private static RouteResult<ChatResponse> answer(String text) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.putArray("choices")
                .addObject()
                .put("finish_reason", "stop")
                .putObject("message")
                .put("content", text);
        RouteTrace trace = new RouteTrace("", 1, "chat", "balanced", List.of());
        return new RouteResult<>(new ChatResponse(json), MODEL, false, false, trace);
    }

    @Test
    void aCallerWhoLeavesDoesNotTakeTheAnswerAway() {
        ResponseCache cache = cache(null);
        Disposable first = ask(cache);
        ask(cache);
        assertThat(calls).hasSize(1);
        first.dispose();
        assertThat(cancelled).isZero();
        calls.get(0).success(answer("a"));
        assertThat(results).containsExactly("SHARED a");
        ask(cache);
        assertThat(results).containsExactly("SHARED a", "HIT a");
        assertThat(calls).hasSize(1);
    }

    @Test
    void theCallIsCancelledWhenAllHaveLeftAndTheNextOneIsNew() {
        ResponseCache cache = cache(null);
        Disposable first = ask(cache);
        Disposable second = ask(cache);
        second.dispose();
        first.dispose();
        assertThat(cancelled).isEqualTo(1);
        ask(cache);
        assertThat(calls).hasSize(2);
        calls.get(1).success(answer("b"));
        assertThat(results).containsExactly("MISS b");
    }

    @Test
    void aRefusalConcernsItsOwnCallerOnly() {
        ResponseCache cache = cache(null);
        ask(cache);
        ask(cache);
        IllegalStateException refused = new IllegalStateException("the limit of a key");
        calls.get(0).error(refused);
        assertThat(calls).hasSize(2);
        calls.get(1).success(answer("c"));
        assertThat(results).containsExactly(refused, "MISS c");
        ask(cache);
        assertThat(results).endsWith("HIT c");
    }

    @Test
    void aFailureIsNotStored() {
        ResponseCache cache = cache(null);
        ask(cache);
        calls.get(0).error(new IllegalStateException("failed"));
        ask(cache);
        assertThat(calls).hasSize(2);
    }

    @Test
    void tenantsShareNothing() {
        ResponseCache cache = cache(null);
        ask(cache, RouteRequest.builder().tenant("a").build());
        ask(cache, RouteRequest.builder().tenant("b").build());
        ask(cache);
        assertThat(calls).hasSize(3);
    }

    @Test
    void anAnswerIsFoundInTheSharedStore() {
        ResponseStore store = ResponseStore.inMemory(1 << 20);
        ask(cache(store));
        calls.get(0).success(answer("d"));
        ask(cache(store));
        assertThat(calls).hasSize(1);
        assertThat(results).containsExactly("MISS d", "HIT d");
    }

    @Test
    void aStoreThatDoesNotAnswerIsWaitedForOnceOnly() {
        List<ResponseStore.Key> asked = new ArrayList<>();
        ResponseStore silent = new ResponseStore() {
            @Override
            public CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos) {
                return new CompletableFuture<>();
            }

            @Override
            public CompletionStage<byte @Nullable []> find(Key key, long nowNanos) {
                asked.add(key);
                return CompletableFuture.failedFuture(new IllegalStateException("gone"));
            }

            @Override
            public CompletionStage<Boolean> remove(Key key, long nowNanos) {
                return new CompletableFuture<>();
            }
        };
        ResponseCache cache = cache(silent);
        ask(cache, RouteRequest.builder().tenant("a").build());
        ask(cache, RouteRequest.builder().tenant("b").build());
        assertThat(calls).hasSize(2);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFailureOfModelsReachesAllWhoWait() {
        ResponseCache cache = cache(null);
        ask(cache);
        ask(cache);
        RoutingException failed = catchThrowableOfType(
                RoutingException.class,
                () -> router.call(RouteRequest.ANY, attempt -> {
                    throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
                }));
        calls.get(0).error(failed);
        assertThat(calls).hasSize(1);
        assertThat(results).containsExactly(failed, failed);
    }
}
