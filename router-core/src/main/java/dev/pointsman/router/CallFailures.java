package dev.pointsman.router;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.FailoverScope;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.OnContentFilter;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import org.jspecify.annotations.Nullable;

/** Failures of one call, and the exception or the stale result that it ends with. Guarded by its call. */
final class CallFailures {
    private final CallAttempts attempts;
    private final PoolState pool;
    private final FailoverPolicy policy;
    private @Nullable Failure lastFailure;
    private @Nullable Throwable lastError;
    private @Nullable RouteResult<?> stale;

    CallFailures(CallAttempts attempts) {
        this.attempts = attempts;
        this.pool = attempts.pool();
        this.policy = pool.pool().failover();
    }

    /** Keeps the answer of a call for later ones, if the pool allows stale results. */
    static void keep(PoolState pool, RouteRequest request, RouteResult<?> result) {
        if (pool.pool().failover().whenExhausted() == WhenExhausted.STALE) {
            pool.engine()
                    .stale()
                    .keep(
                            pool.name(),
                            request,
                            result.value(),
                            () -> new RouteResult<>(result.value(), result.model(), true, true, result.trace()));
        }
    }

    /** Records a failure; a request that a protocol can't express must not hide the failures of requests sent. */
    void add(Failure failure, Throwable error) {
        if (lastFailure == null || failure.kind() != FailureKind.UNSUPPORTED) {
            lastFailure = failure;
            lastError = error;
        }
    }

    /** Returns whether a failure ends the call. */
    boolean isFinal(FailureKind kind) {
        boolean asksOthers =
                kind == FailureKind.CONTENT_FILTER && policy.onContentFilter() == OnContentFilter.TRY_OTHERS;
        return kind.failoverScope() == FailoverScope.NONE && !asksOthers;
    }

    /** Ends the call because no model answers, possibly with a stale result. */
    RoutingException exhausted(long now) {
        RouteRequest request = attempts.request();
        RouteResult<?> found = policy.whenExhausted() == WhenExhausted.STALE
                ? pool.engine().stale().find(pool.name(), request)
                : null;
        stale = found != null && Eligibility.fits(pool, found.model(), request, now) ? found : null;
        RoutingException end = toException(now);
        stale = stale == null
                ? null
                : new RouteResult<>(stale.value(), stale.model(), stale.degraded(), stale.stale(), end.trace());
        return end;
    }

    /** Ends the call with its last failure. */
    RoutingException toException(long now) {
        RouteTrace told = attempts.complete(stale != null, now);
        RouteTrace trace = told == null ? attempts.get() : told;
        RoutingException.Availability availability =
                ModelAvailability.of(pool, attempts.request(), attempts.tried(), now);
        if (lastFailure == null || lastError == null) {
            return new NoModelAvailableException(trace, availability);
        }
        return lastFailure.kind().isOfRequest()
                ? new RequestRefusedException(trace, lastFailure, lastError)
                : new ModelsExhaustedException(trace, lastFailure, lastError, availability);
    }

    /** Returns the stale result that may be given instead of the exception; null if there is none. */
    @Nullable
    RouteResult<?> stale() {
        return stale;
    }
}
