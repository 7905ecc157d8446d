package dev.pointsman.micronaut;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.ReturnType;
import io.micronaut.inject.ExecutableMethod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signature of a routed method.
 *
 * @param shape the kind of its result
 * @param wrapped whether the result is a {@link RouteResult}
 * @param goal index of the goal parameter; -1 if there is none
 * @param request index of the request parameter; -1 if there is none
 * @param attempt index of the attempt parameter; -1 if there is none
 * @param fixed the request of every call; null if it depends on the call's arguments
 */
record RoutedMethod(
        ReturnKind shape,
        boolean wrapped,
        int goal,
        int request,
        int attempt,
        @Nullable RouteRequest fixed) {

    /** Reads a signature; throws for one that cannot be routed. */
    static RoutedMethod of(ExecutableMethod<?, ?> method) {
        if (method.isSuspend()) {
            throw refuse(
                    method,
                    "a suspend function",
                    "a function that returns a Mono, as mono { } of kotlinx-coroutines-reactor does, whose caller awaits"
                            + " it by awaitSingle(); or a function that is not suspend");
        }
        ReturnKind shape = ReturnKind.of(method);
        boolean wrapped = shape != null && isWrapped(method.getReturnType(), shape);
        if (shape == null || (wrapped && shape == ReturnKind.STREAM)) {
            throw refuse(
                    method,
                    method.getReturnType().asArgument().getTypeString(false),
                    "a result that is a value, nothing, a CompletionStage, a CompletableFuture or a reactive-streams"
                            + " Publisher such as Mono and Flux; a RouteResult alone or as the single value of these");
        }
        int goal = indexOf(Goal.class, method);
        int request = indexOf(RouteRequest.class, method);
        boolean fixed =
                goal < 0 && request < 0 && !method.getAnnotationMetadata().hasEvaluatedExpressions();
        return new RoutedMethod(
                shape,
                wrapped,
                goal,
                request,
                indexOf(Attempt.class, method),
                fixed ? requestOf(method, RouteRequest.ANY, null, shape).build() : null);
    }

    static ConfigurationException refuse(ExecutableMethod<?, ?> method, String value, String expected) {
        return new ConfigurationException(nameOf(method) + ": " + value + " (expected: " + expected + ")");
    }

    private static String nameOf(ExecutableMethod<?, ?> method) {
        return method.getDeclaringType().getName() + "#" + method.getMethodName();
    }

    /** Returns the request of one call of the method. */
    RouteRequest requestOf(MethodInvocationContext<?, ?> call) {
        if (fixed != null) {
            return fixed;
        }
        RouteRequest given = argument(call, request, RouteRequest.class);
        RouteRequest base = given == null ? RouteRequest.ANY : given;
        return requestOf(call, base, argument(call, goal, Goal.class), shape)
                .cacheKey(cacheKeyOf(call, base))
                .build();
    }

    /** Returns a request completed by the annotation. */
    private static RouteRequestBuilder requestOf(
            AnnotationMetadata annotations, RouteRequest base, @Nullable Goal wanted, ReturnKind shape) {
        RouteRequestBuilder builder = base.toBuilder().streaming(base.streaming() || shape == ReturnKind.STREAM);
        if (wanted != null) {
            builder.goal(wanted);
        } else if (base.goal() == null) {
            String name = text(annotations, "goal");
            builder.goal(name == null ? null : Goal.of(name));
        }
        if (base.pool() == null) {
            builder.pool(text(annotations, "pool"));
        }
        if (base.tenant() == null) {
            builder.tenant(text(annotations, "tenant"));
        }
        if (base.session() == null) {
            builder.session(text(annotations, "session"));
        }
        if (base.tag() == null) {
            builder.tag(text(annotations, "tag"));
        }
        return builder;
    }

    /** Returns the method's result. */
    @Nullable
    Object answerOf(RouteResult<Optional<Object>> result) {
        return wrapped
                ? result.map(answer -> answer.orElse(null))
                : result.value().orElse(null);
    }

    /** Cache key per method, as the answers of two methods may be of different types. */
    private record MethodCacheKey(ExecutableMethod<?, ?> method, Object given) {}

    /** Returns the cache key; null for a stream, which is never cached. */
    private @Nullable MethodCacheKey cacheKeyOf(MethodInvocationContext<?, ?> call, RouteRequest asked) {
        Object given = asked.cacheKey();
        return given == null || shape == ReturnKind.STREAM
                ? null
                : new MethodCacheKey(call.getExecutableMethod(), given);
    }

    /** Returns a member of the annotation; null if it is empty. */
    static @Nullable String text(AnnotationMetadata annotations, String member) {
        return annotations
                .stringValue(Routed.class, member)
                .filter(value -> !value.isBlank())
                .orElse(null);
    }

    private static boolean isWrapped(ReturnType<?> result, ReturnKind shape) {
        return shape == ReturnKind.SYNCHRONOUS
                ? result.getType() == RouteResult.class
                : result.getFirstTypeVariable()
                        .filter(value -> value.getType() == RouteResult.class)
                        .isPresent();
    }

    private static <T> @Nullable T argument(MethodInvocationContext<?, ?> call, int index, Class<T> type) {
        return index < 0 ? null : type.cast(call.getParameterValues()[index]);
    }

    private static int indexOf(Class<?> type, ExecutableMethod<?, ?> method) {
        Argument<?>[] arguments = method.getArguments();
        int found = -1;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getType() == type) {
                if (found >= 0) {
                    throw refuse(method, "two parameters of type " + type.getSimpleName(), "at most one");
                }
                found = i;
            }
        }
        return found;
    }
}
