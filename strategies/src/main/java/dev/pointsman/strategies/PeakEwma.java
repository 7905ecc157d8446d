package dev.pointsman.strategies;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;

/**
 * The better of two by peak-sensitive latency and load, as in Finagle: for replicas of one model that ought to be
 * alike.
 *
 * <p>Load is {@code cost * exp(-age / decay) * (in flight + 1)}. The cost of a model jumps up to the time of a call
 * that took longer, and goes down slowly: {@code cost * w + latency * (1 - w)}, {@code w = exp(-elapsed / decay)}. A
 * model without samples that has a call in flight is passed over until it answers. Each pick is the less loaded of two
 * drawn at random.
 *
 * <p>A call that fails may raise the cost of its model, but never lowers it: failing fast is not being fast. Models of
 * different speed are for {@link WeightedStrategy}: of two drawn here both may be slow.
 */
final class PeakEwma implements StatefulStrategy<PeakEwma.Peak> {
    /*
     * Sources: Finagle's loadbalancer PeakEwma and P2C; Mitzenmacher 2001, "The power of two choices in randomized load
     * balancing". There, reading the load decays it in place; here a read changes nothing.
     */
    static final double DECAY_SECONDS = 10;
    private static final double UNKNOWN = 1e9; // seconds; over any load that was measured

    private final Picker picker = Picker.powerOfTwo();

    /**
     * State kept for one model.
     *
     * @param cost seconds, as they were at the stamp; 0 before the first sample
     * @param stampNanos when the last sample came
     */
    record Peak(double cost, long stampNanos) {
        static final Peak NONE = new Peak(0, 0);

        double at(long now) {
            return cost * ExponentialDecay.since(stampNanos, now, DECAY_SECONDS);
        }

        Peak after(AttemptOutcome outcome, long now) {
            double weight = ExponentialDecay.since(stampNanos, now, DECAY_SECONDS);
            double sample = outcome.latency();
            double down = outcome.isSuccess() ? cost * weight + sample * (1 - weight) : cost * weight;
            return new Peak(sample > cost ? sample : down, now);
        }
    }

    @Override
    public String name() {
        return "p2c-peak-ewma";
    }

    @Override
    public Peak initialState(Model model) {
        return Peak.NONE;
    }

    @Override
    public Peak step(Peak state, AttemptOutcome outcome, long nowNanos) {
        return state.after(outcome, nowNanos);
    }

    @Override
    public Scorer scorer() {
        return PeakEwma::score;
    }

    @Override
    public Picker picker() {
        return picker;
    }

    private static void score(Decision decision, double[] scores) {
        for (int i = 0; i < decision.size(); i++) {
            Candidate candidate = decision.candidate(i);
            double cost = candidate.state(Peak.class).at(decision.nowNanos());
            int inFlight = candidate.inFlight();
            scores[i] = cost == 0 && inFlight > 0 ? -(UNKNOWN + inFlight) : -cost * (inFlight + 1.0);
        }
    }
}
