package dev.pointsman.micronaut;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.type.ReturnType;
import io.micronaut.inject.ExecutableMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** How the result of a routed method comes. */
enum ReturnKind {
    /** When the method returns. */
    SYNCHRONOUS,
    /** By a stage that the method returns. */
    STAGE,
    /** By a publisher of at most one element. */
    SINGLE,
    /** By a publisher, element by element. */
    STREAM;

    /** The shape of a method's result; null when it can't be routed. */
    static @Nullable ReturnKind of(ExecutableMethod<?, ?> method) {
        ReturnType<?> result = method.getReturnType();
        Class<?> type = result.getType();
        if (type == CompletionStage.class || type == CompletableFuture.class) {
            return STAGE;
        }
        if (Publishers.isConvertibleToPublisher(type)) {
            return Publishers.isSingle(type) || result.isSingleResult() || Publishers.isCompletable(type)
                    ? SINGLE
                    : STREAM;
        }
        return method.isSuspend() || isLate(type) ? null : SYNCHRONOUS;
    }

    /** Types that give their result only after the attempt would have ended. */
    private static boolean isLate(Class<?> type) {
        return Future.class.isAssignableFrom(type)
                || Flow.Publisher.class.isAssignableFrom(type)
                || BaseStream.class.isAssignableFrom(type);
    }
}
