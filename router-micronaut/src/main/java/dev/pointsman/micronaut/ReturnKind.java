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

/** Kind of a routed method's result. */
enum ReturnKind {
    /** The result is returned by the method. */
    SYNCHRONOUS,
    /** The method returns a stage. */
    STAGE,
    /** The method returns a publisher of at most one element. */
    SINGLE,
    /** The method returns a publisher of any number of elements. */
    STREAM;

    /** Returns the kind of a method's result; null if it cannot be routed. */
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
        return isLate(type) ? null : SYNCHRONOUS;
    }

    /** Types whose result comes after the attempt would have ended. */
    private static boolean isLate(Class<?> type) {
        return Future.class.isAssignableFrom(type)
                || Flow.Publisher.class.isAssignableFrom(type)
                || BaseStream.class.isAssignableFrom(type);
    }
}
