package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.answer.ReasoningResets;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.micronaut.cache.CacheUse.Outcome;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.wire.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * One call in a pool with a cache. Used once.
 *
 * @param <T> the type of the answer
 */
final class CachingCall<T> {
    private final ResponseCache cache;
    private final Pool pool;
    private final RouteRequest route;
    private final ChatRequest request;
    private final AnswerForm<T> form;
    private final Supplier<Mono<RouteResult<T>>> call;
    private final CacheUse use;
    private final ContextView context;
    private final long began;

    CachingCall(
            ResponseCache cache,
            Pool pool,
            RouteRequest route,
            ChatRequest request,
            AnswerForm<T> form,
            Supplier<Mono<RouteResult<T>>> call,
            CacheUse use,
            ContextView context) {
        this.cache = cache;
        this.pool = pool;
        this.route = route;
        this.request = request;
        this.form = form;
        this.call = call;
        this.use = use;
        this.context = context;
        this.began = cache.clock.millis();
    }

    /** Makes the call, and stores its answer. */
    Mono<RouteResult<T>> fresh() {
        return asked(key(), Outcome.REFRESH);
    }

    /** Returns the stored answer, that of an identical call, or makes the call. */
    Mono<RouteResult<T>> start() {
        ResponseStore.Key key = key();
        RecordedAnswer near = cache.store.near(key);
        RouteResult<T> hit = near == null ? null : hit(near);
        return hit == null ? joined(key) : Mono.just(hit);
    }

    private ResponseStore.Key key() {
        return AnswerKey.of(route, pool, request, form.isStreamed());
    }

    private Mono<RouteResult<T>> joined(ResponseStore.Key key) {
        SharedCall<SharedResult> own = new SharedCall<>();
        return Mono.<SharedResult>create(waiter -> {
                    if (cache.leads(key, own, waiter)) {
                        own.begin(waiter, shared(key, own).contextWrite(changed -> changed.putAll(context)));
                    }
                })
                .flatMap(result -> mine(key, result, own.isBegun()))
                .onErrorResume(failed -> !own.isBegun() && !isOfModels(failed), failed -> asked(key, Outcome.MISS));
    }

    /** A failure of models is the same for all who wait for them; a refusal concerns its own caller. */
    private static boolean isOfModels(Throwable failed) {
        return failed instanceof RoutingException routing
                && !routing.trace().attempts().isEmpty();
    }

    private Mono<SharedResult> shared(ResponseStore.Key key, SharedCall<SharedResult> own) {
        Runnable closed = () -> cache.calls.asMap().remove(key, own);
        return cache.store
                .far(key, pool.cache().life(), cache.clock.millis())
                .filter(found -> model(found) != null)
                .map(found -> {
                    closed.run();
                    return new SharedResult(found, null);
                })
                .switchIfEmpty(Mono.defer(call)
                        .map(result -> new SharedResult(
                                null, result.map(value -> form.shared(value, recording(key, result), closed)))))
                .doOnError(failed -> closed.run())
                .doOnCancel(closed);
    }

    @SuppressWarnings("unchecked") // the key tells the form
    private Mono<RouteResult<T>> mine(ResponseStore.Key key, SharedResult result, boolean leads) {
        RouteResult<SharedAnswer<?>> asked = result.asked();
        if (asked == null) {
            RecordedAnswer found = result.found();
            RouteResult<T> hit = found == null ? null : hit(found);
            return hit == null ? asked(key, Outcome.MISS) : Mono.just(hit);
        }
        SharedAnswer<T> answer = (SharedAnswer<T>) asked.value();
        T value = leads ? answer.first() : answer.next();
        if (value == null) {
            return asked(key, Outcome.MISS);
        }
        if (leads) {
            note(Outcome.MISS);
            return Mono.just(asked.map(any -> value));
        }
        use.note(Outcome.SHARED, Duration.ZERO, Double.NaN);
        T noted = form.atEnd(value, () -> {
            double saved = asked.model().cost(answer.usage());
            use.note(Outcome.SHARED, Duration.ZERO, saved);
            notify(Outcome.SHARED, asked.model(), saved);
        });
        return Mono.just(new RouteResult<>(noted, asked.model(), asked.degraded(), asked.stale(), free()));
    }

    private Mono<RouteResult<T>> asked(ResponseStore.Key key, Outcome outcome) {
        return call.get().map(result -> {
            note(outcome);
            return result.map(value -> form.recorded(value, recording(key, result)));
        });
    }

    private AnswerRecording recording(ResponseStore.Key key, RouteResult<T> result) {
        boolean allowed = !result.degraded() && !result.stale() && !ReasoningResets.isReset(context, result.model());
        return new AnswerRecording(
                cache.store, cache.clock, key, pool.cache().life(), result.model(), request.choices(), allowed);
    }

    private @Nullable Model model(RecordedAnswer answer) {
        return cache.model(answer.model(), pool, route);
    }

    private @Nullable RouteResult<T> hit(RecordedAnswer answer) {
        Model model = model(answer);
        T value = model == null ? null : form.replayed(answer);
        if (model == null || value == null) {
            return null;
        }
        use.note(Outcome.HIT, answer.age(cache.clock.millis()), answer.cost());
        notify(Outcome.HIT, model, answer.cost());
        return new RouteResult<>(value, model, false, false, free());
    }

    /** Returns the trace of a call that made no attempt. */
    private RouteTrace free() {
        return new RouteTrace("", -1, pool.name(), cache.goal(pool, route), List.of());
    }

    void note(Outcome outcome) {
        use.note(outcome, Duration.ZERO, Double.NaN);
        notify(outcome, null, Double.NaN);
    }

    private void notify(Outcome outcome, @Nullable Model model, double saved) {
        cache.notify(new CachedCall(
                route,
                pool.name(),
                cache.goal(pool, route),
                outcome,
                model,
                Double.isNaN(saved) ? 0 : saved,
                Duration.ofMillis(Math.max(0, cache.clock.millis() - began))));
    }
}
