package dev.pointsman.micronaut;

import dev.pointsman.micronaut.chat.AttemptScope;
import dev.pointsman.micronaut.chat.CurrentAttempt;
import dev.pointsman.micronaut.quality.internal.ResultObserver;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.Interceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Invocation of a routed method's body, repeatable for several attempts of one call. */
final class RoutedInvocation {
    private final Interceptor<Object, Object> interceptor;
    private final MethodInvocationContext<Object, Object> call;
    private final InterceptedMethod intercepted;
    private final RoutedMethod method;
    private final AttemptScope scope;
    private final ResultObserver observer;
    private final PropagatedContext caller = PropagatedContext.getOrEmpty();
    // Micronaut's interceptor chain keeps its position in a field, and two subscribers may start at the same time; null
    // for
    // a synchronous method, whose attempts run on one thread.
    private final @Nullable Lock chain;

    RoutedInvocation(
            Interceptor<Object, Object> interceptor,
            MethodInvocationContext<Object, Object> call,
            InterceptedMethod intercepted,
            RoutedMethod method,
            AttemptScope scope,
            ResultObserver observer) {
        this.interceptor = interceptor;
        this.call = call;
        this.intercepted = intercepted;
        this.method = method;
        this.scope = scope;
        this.observer = observer;
        this.chain = method.shape() == ReturnKind.SYNCHRONOUS ? null : new ReentrantLock();
    }

    /** Runs the body with the attempt in scope and as its argument. */
    @Nullable
    @SuppressWarnings("try") // the scope is only closed
    Object run(Attempt attempt) {
        try (PropagatedContext.Scope ignored = with(attempt).propagate()) {
            return invoke(attempt);
        }
    }

    private @Nullable Object invoke(Attempt attempt) {
        if (chain == null) {
            return proceed(attempt);
        }
        chain.lock();
        try {
            return proceed(attempt);
        } finally {
            chain.unlock();
        }
    }

    private @Nullable Object proceed(Attempt attempt) {
        if (method.attempt() >= 0) {
            call.getParameterValues()[method.attempt()] = attempt;
        }
        return intercepted.interceptResult(interceptor);
    }

    /** Passes the result to the observer of results. */
    void served(RouteResult<Optional<Object>> result) {
        if (observer != ResultObserver.NONE) {
            observer.served(call.getDeclaringType().getName() + "#" + call.getMethodName(), result);
        }
    }

    /** Returns the body's answer without the {@code RouteResult} that the router replaces. */
    static @Nullable Object unwrap(@Nullable Object answer) {
        return answer instanceof RouteResult<?> result ? result.value() : answer;
    }

    /** Runs the body on subscription, with the attempt in the context of the thread and of the subscription. */
    Flux<Object> elements(Attempt attempt) {
        Publisher<Object> inScope = subscriber -> subscribe(attempt, subscriber, with(attempt));
        return Flux.from(inScope).contextWrite(context -> inScope(attempt, context));
    }

    /** Returns the context of a subscription with the attempt. */
    Context inScope(Attempt attempt, Context context) {
        return ReactorPropagation.addPropagatedContext(
                context, of(attempt, ReactorPropagation.findPropagatedContext(context)));
    }

    /** Runs the body with the attempt in the context of the thread, and subscribes to its elements. */
    @SuppressWarnings("try") // the scope is only closed
    private void subscribe(Attempt attempt, Subscriber<? super Object> subscriber, PropagatedContext scope) {
        try (PropagatedContext.Scope ignored = scope.propagate()) {
            publisher(attempt).subscribe(subscriber);
        }
    }

    /**
     * The same for a subscriber whose context is that of a caller with the attempt; it is also the context of the thread if
     * the caller's is.
     */
    void subscribe(Attempt attempt, CoreSubscriber<? super Object> subscriber, ContextView caller) {
        Optional<PropagatedContext> here = PropagatedContext.find();
        boolean same = here.equals(ReactorPropagation.findPropagatedContext(caller));
        subscribe(
                attempt,
                subscriber,
                same
                        ? ReactorPropagation.findPropagatedContext(subscriber.currentContext())
                                .orElseThrow()
                        : of(attempt, here));
    }

    @SuppressWarnings("unchecked") // the elements are returned to the method's caller
    private Publisher<Object> publisher(Attempt attempt) {
        Object answer;
        try {
            answer = invoke(attempt);
        } catch (Throwable thrown) { // Reactor does not convert every Error to a signal
            return Flux.error(thrown);
        }
        if (answer == null) {
            return Flux.empty();
        }
        // Micronaut has converted every type but a stage to a publisher.
        return (Publisher<Object>)
                (answer instanceof CompletionStage<?> stage ? Mono.fromCompletionStage(stage) : answer);
    }

    /** Returns the context of an attempt; a later one may start on a thread without the caller's context. */
    private PropagatedContext with(Attempt attempt) {
        return of(attempt, PropagatedContext.find());
    }

    private PropagatedContext of(Attempt attempt, Optional<PropagatedContext> here) {
        return scope.customize(here.orElse(caller).plus(new CurrentAttempt(attempt)), attempt);
    }
}
