package dev.pointsman.micronaut;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.chat.AttemptScope;
import dev.pointsman.micronaut.quality.internal.ResultObserver;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import io.micronaut.aop.InterceptPhase;
import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Interceptor of {@link Routed} methods, at the position of Micronaut's retry interceptor. */
@Singleton
@InterceptorBean(Routed.class)
final class RoutedInterceptor implements MethodInterceptor<Object, Object> {
    private final BeanProvider<ModelRouter> provider;
    private final RoutedMethods methods;
    private final ConversionService conversions;
    private final AttemptScope scope;
    private final AnswerLimits limits;
    private final ResultObserver observer;
    private volatile @Nullable ModelRouter found; // looked up with the first call

    RoutedInterceptor(
            BeanProvider<ModelRouter> router,
            RoutedMethods methods,
            ConversionService conversions,
            List<AttemptScope> scopes,
            @Nullable AnswerLimits limits,
            @Nullable ResultObserver observer) {
        this.provider = router;
        this.methods = methods;
        this.conversions = conversions;
        this.scope = AttemptScope.all(scopes);
        this.observer = observer == null ? ResultObserver.NONE : observer;
        this.limits = limits == null ? AnswerLimits.DEFAULT : limits;
    }

    @Override
    public int getOrder() {
        return InterceptPhase.RETRY.getPosition();
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
        InterceptedMethod intercepted = InterceptedMethod.of(call, conversions);
        try {
            RoutedMethod method = methods.of(call.getExecutableMethod());
            RouteRequest request = method.requestOf(call);
            RoutedInvocation body = new RoutedInvocation(this, call, intercepted, method, scope, observer);
            return switch (method.shape()) {
                case SYNCHRONOUS -> now(request, body, method);
                case STAGE ->
                    intercepted.handleResult(
                            later(request, body, method).single().toFuture());
                case SINGLE ->
                    intercepted.handleResult(later(request, body, method).single());
                case STREAM -> intercepted.handleResult(later(request, body, method).stream());
            };
        } catch (Exception e) {
            return intercepted.handleException(e);
        }
    }

    private ModelRouter router() {
        ModelRouter known = found;
        if (known == null) {
            known = provider.get();
            found = known;
        }
        return known;
    }

    private ReactiveRouting later(RouteRequest request, RoutedInvocation body, RoutedMethod method) {
        return new ReactiveRouting(router(), request, body, method, limits.maxKept());
    }

    private @Nullable Object now(RouteRequest request, RoutedInvocation body, RoutedMethod method) {
        // The answer of a method may be null, a routed value may not.
        RouteResult<Optional<Object>> result =
                router().call(request, attempt -> Optional.ofNullable(RoutedInvocation.unwrap(body.run(attempt))));
        body.served(result);
        return method.answerOf(result);
    }
}
