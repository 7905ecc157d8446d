package dev.pointsman.micronaut;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouteResult;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.ReturnType;
import io.micronaut.inject.ExecutableMethod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a routed method's signature says.
 *
 * @param shape how its result comes
 * @param wrapped whether the result is a {@link RouteResult}
 * @param goal the index of the goal's parameter; -1 when there is none
 * @param request the index of the request's parameter; -1 when there is none
 * @param attempt the index of the attempt's parameter; -1 when there is none
 */
record RoutedMethod(ReturnKind shape, boolean wrapped, int goal, int request, int attempt) {

    /** Reads a signature; refuses one that can't be routed. */
    static RoutedMethod of(ExecutableMethod<?, ?> method) {
        ReturnKind shape = ReturnKind.of(method);
        boolean wrapped = shape != null && isWrapped(method.getReturnType(), shape);
        if (shape == null || (wrapped && shape == ReturnKind.STREAM)) {
            throw refuse(
                    method,
                    method.getReturnType().asArgument().getTypeString(false),
                    "a result that is a value, nothing, a CompletionStage, a CompletableFuture or a reactive-streams"
                            + " Publisher such as Mono and Flux; a RouteResult alone or as the single value of these");
        }
        return new RoutedMethod(
                shape,
                wrapped,
                indexOf(Goal.class, method),
                indexOf(RouteRequest.class, method),
                indexOf(Attempt.class, method));
    }

    static ConfigurationException refuse(ExecutableMethod<?, ?> method, String value, String expected) {
        return new ConfigurationException(nameOf(method) + ": " + value + " (expected: " + expected + ")");
    }

    private static String nameOf(ExecutableMethod<?, ?> method) {
        return method.getDeclaringType().getName() + "#" + method.getMethodName();
    }

    /** What one call of the method asks for. */
    RouteRequest requestOf(MethodInvocationContext<?, ?> call) {
        RouteRequest given = argument(call, request, RouteRequest.class);
        RouteRequest base = given == null ? RouteRequest.ANY : given;
        RouteRequestBuilder builder = base.toBuilder().streaming(base.streaming() || shape == ReturnKind.STREAM);
        Goal wanted = argument(call, goal, Goal.class);
        if (wanted != null) {
            builder.goal(wanted);
        } else if (base.goal() == null) {
            String name = text(call, "goal");
            builder.goal(name == null ? null : Goal.of(name));
        }
        if (base.pool() == null) {
            builder.pool(text(call, "pool"));
        }
        if (base.tenant() == null) {
            builder.tenant(text(call, "tenant"));
        }
        if (base.session() == null) {
            builder.session(text(call, "session"));
        }
        return builder.cacheKey(questionOf(call, base)).build();
    }

    /** What the caller gets of a routed answer. */
    @Nullable
    Object answerOf(RouteResult<Optional<Object>> result) {
        return wrapped
                ? result.map(answer -> answer.orElse(null))
                : result.value().orElse(null);
    }

    /** The same words asked of two methods are two questions, for their answers may be of two types. */
    private record Question(ExecutableMethod<?, ?> method, Object words) {}

    /** A stream is never kept, so nobody needs to know what it was about. */
    private @Nullable Question questionOf(MethodInvocationContext<?, ?> call, RouteRequest asked) {
        Object words = asked.cacheKey();
        return words == null || shape == ReturnKind.STREAM ? null : new Question(call.getExecutableMethod(), words);
    }

    /** A member of the annotation; null when it is empty. */
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
