package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Classifier of the exceptions of the JDK and of widely used client libraries. */
final class DefaultFailureClassifier implements FailureClassifier {
    static final DefaultFailureClassifier INSTANCE = new DefaultFailureClassifier();

    private static final int DEEPEST = 8; // chains of causes may be circular
    private static final String INTERRUPTED = "interrupted";
    private static final List<Function<Throwable, @Nullable Failure>> STEPS = List.of(
            DefaultFailureClassifier::stated,
            ClientExceptions.BUILT_IN::ofResponse,
            DefaultFailureClassifier::recognised,
            ClientExceptions.BUILT_IN::ofClass);

    private DefaultFailureClassifier() {}

    @Override
    public Failure classify(Throwable error) {
        List<Throwable> causes = Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .takeWhile(cause -> !ClientExceptions.BUILT_IN.isCallers(cause))
                .toList();
        for (Function<Throwable, @Nullable Failure> step : STEPS) {
            for (Throwable cause : causes) {
                Failure failure = step.apply(cause);
                if (failure != null) {
                    return failure;
                }
            }
        }
        return Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName());
    }

    static @Nullable Failure first(Throwable error, Function<Throwable, @Nullable Failure> of) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Failure failure = of.apply(cause);
            if (failure != null) {
                return failure;
            }
            cause = cause.getCause();
        }
        return null;
    }

    static @Nullable Failure stated(Throwable error) {
        return error instanceof ProviderException known ? known.failure() : null;
    }

    private static @Nullable Failure recognised(Throwable error) {
        FailureKind kind = kindOf(error);
        return kind == null ? null : Failure.of(kind, describe(error));
    }

    private static @Nullable FailureKind kindOf(Throwable error) {
        if (error instanceof CancellationException
                || error instanceof InterruptedException
                || error instanceof ClosedByInterruptException) {
            return FailureKind.CANCELLED;
        }
        if (error instanceof InterruptedIOException && INTERRUPTED.equals(error.getMessage())) {
            return FailureKind.CANCELLED; // OkHttp's way to say that the caller's thread was interrupted
        }
        if (error instanceof TimeoutException
                || error instanceof InterruptedIOException
                || error instanceof HttpTimeoutException) {
            return FailureKind.TIMEOUT;
        }
        return isConnection(error) ? FailureKind.CONNECTION : null;
    }

    /** File access fails with specific subclasses; a plain {@link IOException} comes from a connection. */
    private static boolean isConnection(Throwable error) {
        return error instanceof SocketException
                || error instanceof UnknownHostException
                || error instanceof ClosedChannelException
                || error instanceof SSLException
                || error instanceof EOFException
                || error instanceof ProtocolException
                || error.getClass() == IOException.class;
    }

    private static String describe(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
