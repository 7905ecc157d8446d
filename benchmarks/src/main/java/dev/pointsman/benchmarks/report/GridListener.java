package dev.pointsman.benchmarks.report;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.util.function.DoubleSupplier;

/** Counts trips, and follows one outage of a provider. Used by one simulation, on one thread. */
final class GridListener implements RouterListener {
    private final String broken;
    private final double from;
    private final double until;
    private DoubleSupplier seconds = () -> 0;
    private double firstFailure = Double.NaN;
    private double left = Double.POSITIVE_INFINITY;
    private int trips;
    private int failures;
    private int wasted;

    /** Follows an outage between two times; a time that is never reached for none. */
    GridListener(String broken, double from, double until) {
        this.broken = broken;
        this.from = from;
        this.until = until;
    }

    GridListener under(DoubleSupplier clock) {
        seconds = clock;
        return this;
    }

    int trips() {
        return trips;
    }

    int failures() {
        return failures;
    }

    int wasted() {
        return wasted;
    }

    double leave() {
        return left - firstFailure;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        double now = seconds.getAsDouble();
        boolean isChosen =
                decision.kind() != DecisionKind.PANIC; // else nothing was left, and it costs no other an answer
        if (isChosen
                && now > firstFailure
                && now < until
                && attempt.model().id().equals(broken)) {
            wasted++;
        }
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        boolean isBroken = model.id().equals(broken);
        return new ModelListener() {
            @Override
            public void failed(Attempt attempt, long nanos, Failure failure) {
                double now = seconds.getAsDouble();
                if (isBroken && now - nanos * 1e-9 >= from && now < until) {
                    firstFailure = Double.isNaN(firstFailure) ? now : firstFailure;
                    failures += Double.isInfinite(left) || left == now ? 1 : 0;
                }
            }

            @Override
            public void breakerChanged(BreakerState before, BreakerState after) {
                double now = seconds.getAsDouble();
                if (before != BreakerState.CLOSED || after != BreakerState.OPEN) {
                    return;
                }
                if (isBroken && now >= from) {
                    left = Math.min(left, now);
                } else {
                    trips++;
                }
            }
        };
    }
}
