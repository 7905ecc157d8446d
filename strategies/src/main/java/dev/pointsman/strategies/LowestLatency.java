package dev.pointsman.strategies;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * The least mean of the last ten calls' seconds per output token, as other routers have it; for comparison.
 *
 * <p>{@code score = -mean(latency / output tokens)}, the best one taken, models without a sample first. A timeout
 * counts as a thousand seconds per token, any other failure not at all. Without token counts, the whole latency is the
 * sample.
 *
 * <p>It has the faults of its kind: all callers go to the same model at once, and one that was slow ten times is not
 * tried again while another one serves. Source: LiteLLM's latency-based routing.
 */
final class LowestLatency implements SimpleStrategy, StatefulStrategy<LowestLatency.Recent> {
    private static final int MOST = 10;
    private static final double TIMEOUT_SECONDS = 1000;

    /**
     * State kept for one model.
     *
     * @param samples seconds per token, the latest last
     * @param mean their mean; 0 if there are none
     */
    record Recent(List<Double> samples, double mean) {
        static final Recent NONE = new Recent(List.of(), 0);

        Recent with(double sample) {
            List<Double> latest = new ArrayList<>(samples.subList(samples.size() < MOST ? 0 : 1, samples.size()));
            latest.add(sample);
            double sum = 0;
            for (double each : latest) {
                sum += each;
            }
            return new Recent(List.copyOf(latest), sum / latest.size());
        }
    }

    @Override
    public String name() {
        return "lowest-latency";
    }

    @Override
    public Recent initialState(Model model) {
        return Recent.NONE;
    }

    @Override
    public Recent step(Recent state, AttemptOutcome outcome, long nowNanos) {
        if (outcome.isSuccess()) {
            return state.with(outcome.latency() / Math.max(1, outcome.usage().outputTokens()));
        }
        return outcome.failure() == FailureKind.TIMEOUT ? state.with(TIMEOUT_SECONDS) : state;
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        return -candidate.state(Recent.class).mean();
    }
}
