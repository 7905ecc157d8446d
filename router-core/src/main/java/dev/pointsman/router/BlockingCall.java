package dev.pointsman.router;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.trace.RouteResult;

/** Call whose attempts block, one after the other, on the caller's thread. */
final class BlockingCall {
    private BlockingCall() {}

    static <T, X extends Exception> RouteResult<T> run(RoutedCall call, AttemptFunction<T, X> body) throws X {
        boolean first = true;
        while (true) {
            Attempt attempt;
            try {
                attempt = first ? call.first() : call.next();
                first = false;
            } catch (RoutingException e) {
                RouteResult<T> old = call.staleResult();
                if (old == null) {
                    throw e;
                }
                return old;
            }
            T value;
            try {
                value = body.apply(attempt);
            } catch (Throwable error) { // an Error must not leave the attempt open either
                call.failed(attempt, error);
                continue;
            }
            return call.succeeded(attempt, value);
        }
    }
}
