package dev.pointsman.gateway.deferred;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Instance with a worker whose steps a test makes, and an address whose calls are charged. */
final class DeferredInstance {
    static final Duration LEASE = Duration.ofMillis(300);
    static final long USED = 40;

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final StoppingQueue queue;
    private final AtomicInteger provider;
    private final boolean refusesFirst;
    private final SealedCalls calls;
    private final DeferredWorker worker;

    DeferredInstance(StoppingQueue queue, AtomicInteger provider, boolean refusesFirst) {
        this.queue = queue;
        this.provider = provider;
        this.refusesFirst = refusesFirst;
        DeferSettings settings = new DeferSettings(null, Duration.ofHours(1), Duration.ofHours(1), 2, 100, 1 << 20);
        calls = new SealedCalls(queue, new CallCipher(new byte[32], new SecureRandom()), settings);
        DeferredRun runner = new DeferredRun(
                List.of(new ChargedAddress()),
                new ReplayRequests((tenant, id) -> true, null),
                JsonMapper.createDefault());
        worker = new DeferredWorker(calls, runner, new DeferredCallStatus(), tasks::add, LEASE);
    }

    /** Address that a provider answers, which charges each answer. */
    private final class ChargedAddress implements DeferrableAddress {
        @Override
        public String path() {
            return "/v1/chat/completions";
        }

        @Override
        public Mono<MutableHttpResponse<?>> replay(HttpRequest<?> request, byte[] body) {
            return Mono.defer(() -> {
                if (!queue.step()) {
                    return Mono.never();
                }
                int calls = provider.incrementAndGet();
                ChargeReceiver charges = Objects.requireNonNull(DeferredIntake.charges(request));
                charges.spent("acme/usd", 1_000, Duration.ofDays(1), USED);
                charges.used("monday", "row", new double[] {1}, Duration.ofDays(1));
                if (!queue.step()) {
                    return Mono.never();
                }
                return calls == 1 && refusesFirst
                        ? Mono.error(RefusedCallException.overloaded("full"))
                        : Mono.just(HttpResponse.ok(("answer to " + new String(body, UTF_8)).getBytes(UTF_8)));
            });
        }
    }

    /** Adds a call; returns whether it was accepted. */
    boolean accept(ResponseStore.Key key, String body) {
        StoredMessage call = new StoredMessage("/v1/chat/completions", Map.of(), body.getBytes(UTF_8));
        return calls.add(key, call).toCompletableFuture().getNow(false);
    }

    /** Makes one step of the worker, and all that follows from it. */
    void step() {
        worker.step(System.nanoTime());
        for (Runnable task = tasks.poll(); task != null && !queue.isDead(); task = tasks.poll()) {
            task.run();
        }
    }

    /** Returns the answer; null if there is none yet. */
    @Nullable
    String answer(ResponseStore.Key key) {
        CallQueue.State state = queue.find(key).toCompletableFuture().join();
        byte[] result = state == null ? null : state.result();
        return result == null
                ? null
                : new String(Objects.requireNonNull(calls.answer(key, result)).body(), UTF_8);
    }
}
