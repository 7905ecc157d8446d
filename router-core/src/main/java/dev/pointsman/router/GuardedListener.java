package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Usage;
import dev.pointsman.strategy.Decision;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listener wrapper that logs exceptions instead of passing them to the call. Without lambdas for the events of every
 * call: one would be allocated for each.
 */
record GuardedListener(RouterListener inner, boolean receivesDecisions, boolean receivesEnds, boolean readsEstimates)
        implements RouterListener {
    private static final Logger LOG = LoggerFactory.getLogger(RouterListener.class);

    static GuardedListener of(RouterListener inner) {
        boolean shadow = overrides(inner, "shadowed", Decision.class, Attempt.class, String.class, double[].class);
        return new GuardedListener(
                inner,
                shadow || overrides(inner, "decided", RoutingDecision.class, Attempt.class),
                overrides(inner, "completed", CompletedCall.class)
                        || overrides(inner, "refused", CompletedCall.class, Admission.Refusal.class),
                shadow || inner.readsEstimates());
    }

    /** Listeners that do not override a method of decisions or ends must add no cost to them. */
    private static boolean overrides(RouterListener listener, String method, Class<?>... parameters) {
        try {
            return listener.getClass().getMethod(method, parameters).getDeclaringClass() != RouterListener.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("an interface's methods are there", e);
        }
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        try {
            inner.decided(decision, attempt);
        } catch (Throwable e) { // an Error must not leave the attempt open either
            log(e);
        }
    }

    @Override
    public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
        try {
            inner.shadowed(decision, attempt, strategy, probabilities);
        } catch (Throwable e) { // an Error must not leave the attempt open either
            log(e);
        }
    }

    @Override
    public void refused(CompletedCall call, Admission.Refusal refusal) {
        guard(() -> inner.refused(call, refusal));
    }

    @Override
    public void completed(CompletedCall call) {
        try {
            inner.completed(call);
        } catch (Throwable e) { // an Error must not leave the attempt open either
            log(e);
        }
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        try {
            ModelListener listener = inner.model(model, operation);
            return listener == ModelListener.NONE ? listener : new GuardedModelListener(listener);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed; it receives no events of model {}", model.id(), e);
            return ModelListener.NONE;
        }
    }

    /** Guards a rare event. */
    private static void guard(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) { // an Error must not leave the attempt open either
            log(e);
        }
    }

    private static void log(Throwable e) {
        LOG.warn("A listener failed; the call goes on", e);
    }

    private record GuardedModelListener(ModelListener inner) implements ModelListener {

        @Override
        public void firstToken(Attempt attempt, long nanos) {
            try {
                inner.firstToken(attempt, nanos);
            } catch (Throwable e) { // an Error must not leave the attempt open either
                log(e);
            }
        }

        @Override
        public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
            try {
                inner.succeeded(attempt, nanos, usage, cost);
            } catch (Throwable e) { // an Error must not leave the attempt open either
                log(e);
            }
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            try {
                inner.failed(attempt, nanos, failure);
            } catch (Throwable e) { // an Error must not leave the attempt open either
                log(e);
            }
        }

        @Override
        public void takenOut(Failure failure) {
            guard(() -> inner.takenOut(failure));
        }

        @Override
        public void ignored(Attempt attempt, long nanos) {
            try {
                inner.ignored(attempt, nanos);
            } catch (Throwable e) { // an Error must not leave the attempt open either
                log(e);
            }
        }

        @Override
        public void cooledDown(Duration untilTrial) {
            guard(() -> inner.cooledDown(untilTrial));
        }

        @Override
        public void breakerChanged(BreakerState from, BreakerState to, String why) {
            guard(() -> inner.breakerChanged(from, to, why));
        }
    }
}
