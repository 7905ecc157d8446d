package dev.pointsman.replay.estimate;

import java.util.List;

/**
 * Check that a policy does not exceed the observed load of a model.
 *
 * <p>A log describes calls under the logged load. A policy that moves many calls changes the load, which importance
 * weights do not reflect. By Little's law a model's calls in flight change by rate times change of share times latency.
 * Where that is a marked rise and the sum exceeds the capacity the router had learned, the log does not support an
 * estimate.
 *
 * <p>Calls arrive in bursts, so a margin of one standard deviation of Poisson arrivals is required; but not for a
 * policy that sends hardly more calls to a model at capacity than the logged one did.
 *
 * <p>Peaks count: 5 % of the calls are enough.
 */
final class LoadCheck {
    private static final double MARKED = 1.1;
    private static final double MOST_OVERLOADED = .05;
    private static final double NO_MORE = 1.5;
    private static final int LEAST_BUSY = 10; // fewer rows say nothing about a full model
    private static final int LEAST_ROWS = 30; // fewer say nothing about a rate

    private final List<CallPeriod> periods;
    private final int model;
    private final double margin; // in standard deviations
    private double rows;
    private double overloaded;
    private double expected;
    private double capacity;

    private LoadCheck(List<CallPeriod> periods, int model) {
        this.periods = periods;
        this.model = model;
        this.margin = holdsBack() ? 0 : 1;
        for (CallPeriod period : periods) {
            if (period.rows() >= LEAST_ROWS && model < period.loads().size()) {
                look(period, period.loads().get(model));
            }
        }
    }

    /** Returns a description of the most overloaded model; empty if there is none. */
    static String overload(List<CallPeriod> periods, List<String> models) {
        String worst = "";
        double most = 0;
        for (int model = 0; model < models.size(); model++) {
            LoadCheck check = new LoadCheck(periods, model);
            if (check.overloaded > MOST_OVERLOADED * check.rows && check.expected / check.capacity > most) {
                most = check.expected / check.capacity;
                worst = check.describe(models.get(model));
            }
        }
        return worst;
    }

    /** Returns whether the policy sends hardly more calls to the model at capacity than the logged one. */
    private boolean holdsBack() {
        ModelLoad all = new ModelLoad();
        for (CallPeriod period : periods) {
            if (model < period.loads().size()) {
                all.merge(period.loads().get(model));
            }
        }
        return all.busy() >= LEAST_BUSY && all.riseWhenBusy() <= NO_MORE;
    }

    private void look(CallPeriod period, ModelLoad load) {
        double moved = (load.target() - load.logged()) / period.rows();
        double inFlight = Math.max(0, load.meanInFlight() + period.ratePerRouter() * moved * load.meanLatency());
        rows += period.rows();
        if (inFlight > MARKED * load.meanInFlight() && withMargin(inFlight) > load.meanCapacity()) {
            overloaded += period.rows();
            expected += period.rows() * inFlight;
            capacity += period.rows() * load.meanCapacity();
        }
    }

    private double withMargin(double inFlight) {
        return inFlight + margin * Math.sqrt(inFlight);
    }

    private String describe(String name) {
        double inFlight = expected / overloaded;
        return String.format(
                "%s: %.1f calls in flight%s (expected: <= %.1f, its learned capacity)",
                name,
                inFlight,
                margin > 0 ? String.format(", by chance often %.1f", withMargin(inFlight)) : "",
                capacity / overloaded);
    }
}
