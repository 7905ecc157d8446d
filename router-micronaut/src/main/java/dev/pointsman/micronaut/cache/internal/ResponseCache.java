package dev.pointsman.micronaut.cache.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.CachePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Cache of responses, in pools that have one. Identical calls that are under way at the same time are made once.
 * Thread-safe.
 */
public final class ResponseCache {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseCache.class);

    /** Time after which a call under way is not joined any more. */
    private static final Duration LONGEST_FLIGHT = Duration.ofHours(1);

    private final ModelRouter router;
    private final @Nullable TenantAdmission tenants;
    private final List<CacheListener> listeners;
    private final AnswerForm<Flux<ChatChunk>> streamed;
    final AnswerStore store;
    final InstantSource clock;
    final Cache<ResponseStore.Key, SharedCall<SharedResult>> calls = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST_FLIGHT)
            .executor(Runnable::run)
            .build();

    /**
     * Creates an empty cache.
     *
     * @param router the router, whose pools have a cache or none
     * @param limits the limits
     * @param shared the store that instances share; null for none
     * @param tenants the tenants; null for none
     * @param listeners receive each use
     * @param clock the clock
     */
    public ResponseCache(
            ModelRouter router,
            CacheLimits limits,
            @Nullable ResponseStore shared,
            @Nullable TenantAdmission tenants,
            List<CacheListener> listeners,
            InstantSource clock) {
        this.router = router;
        this.tenants = tenants;
        this.listeners = List.copyOf(listeners);
        this.store = new AnswerStore(limits, shared);
        this.streamed = AnswerForm.streamed(new RecordingMemory(limits.memory()));
        this.clock = clock;
    }

    /**
     * Returns the cached answer, or makes the call.
     *
     * @param route the route
     * @param request the request
     * @param call makes the call
     * @return the answer
     */
    public Mono<RouteResult<ChatResponse>> whole(
            RouteRequest route, ChatRequest request, Supplier<Mono<RouteResult<ChatResponse>>> call) {
        return answer(route, request, AnswerForm.WHOLE, call);
    }

    /**
     * Returns the recorded stream, or makes the call.
     *
     * @param route the route
     * @param request the request
     * @param call makes the call
     * @return the stream
     */
    public Mono<RouteResult<Flux<ChatChunk>>> stream(
            RouteRequest route, ChatRequest request, Supplier<Mono<RouteResult<Flux<ChatChunk>>>> call) {
        return answer(route, request, streamed, call);
    }

    /**
     * Returns the memory of the answers.
     *
     * @return bytes
     */
    public long bytes() {
        return store.bytes();
    }

    private <T> Mono<RouteResult<T>> answer(
            RouteRequest route, ChatRequest request, AnswerForm<T> form, Supplier<Mono<RouteResult<T>>> call) {
        Pool pool = pool(route);
        if (pool == null || !pool.cache().isOn()) {
            return call.get();
        }
        return Mono.deferContextual(context -> {
            CacheUse use = CacheUse.of(context);
            CachingCall<T> caching = new CachingCall<>(this, pool, route, request, form, call, use, context);
            if (use.mode() == CacheUse.Mode.NONE || !includes(pool.cache(), request)) {
                caching.note(CacheUse.Outcome.BYPASS);
                return call.get();
            }
            return use.mode() == CacheUse.Mode.FRESH ? caching.fresh() : caching.start();
        });
    }

    private static boolean includes(CachePolicy policy, ChatRequest request) {
        JsonNode temperature = JsonFields.field(request.json(), "temperature");
        return policy.when() == CachePolicy.When.ALWAYS
                || (temperature != null && temperature.isNumber() && temperature.doubleValue() == 0);
    }

    /** Returns the pool that the call names or that its tenant has first; null if that is unknown to the tenant. */
    private @Nullable Pool pool(RouteRequest route) {
        Tenant tenant = tenant(route);
        String named = route.pool() == null && tenant != null && !tenant.pools().isEmpty()
                ? tenant.pools().get(0)
                : route.pool();
        Pool pool = router.pool(named);
        return pool == null || tenant == null || tenant.knows(pool.name()) ? pool : null;
    }

    private @Nullable Tenant tenant(RouteRequest route) {
        return tenants == null ? null : tenants.tenant(route.tenant());
    }

    /** Joins an identical call; true if there is none, and the caller's own is the one to join. */
    boolean leads(ResponseStore.Key key, SharedCall<SharedResult> own, MonoSink<SharedResult> waiter) {
        SharedCall<SharedResult> there = calls.asMap().putIfAbsent(key, own);
        while (there != null && !there.join(waiter)) { // it has ended meanwhile
            there = calls.asMap().replace(key, there, own)
                    ? null
                    : calls.asMap().putIfAbsent(key, own);
        }
        return there == null;
    }

    /** Returns the model of an answer; null if it is not in the pool any more, or unknown to the tenant. */
    @Nullable
    Model model(String id, Pool pool, RouteRequest route) {
        Model model = pool.models().contains(id) ? router.model(id) : null;
        return model == null || tenants == null || tenants.admits(route.tenant(), model) ? model : null;
    }

    String goal(Pool pool, RouteRequest route) {
        Tenant tenant = tenant(route);
        Goal own = tenant == null || tenant.goal() == null ? pool.goal() : tenant.goal();
        return (route.goal() == null ? own : route.goal()).name();
    }

    void notify(CachedCall call) {
        for (CacheListener listener : listeners) {
            try {
                listener.used(call);
            } catch (RuntimeException e) {
                LOG.warn("A listener of the cache has failed", e);
            }
        }
    }
}
