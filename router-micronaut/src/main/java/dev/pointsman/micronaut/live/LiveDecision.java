package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.endpoint.ExplanationText;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.Explanation.Standing;
import dev.pointsman.trace.ModelSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decision with its explanation, as JSON.
 *
 * @param id its id
 * @param at when it was made, in milliseconds since 1970
 * @param pool the pool
 * @param goal the goal of the call
 * @param strategy the strategy that served the goal
 * @param kind its kind
 * @param model the selected model
 * @param key the key of that model in the samples
 * @param why explanation of the selection
 * @param candidates the candidates with their figures
 * @param exclusions the excluded models with reasons
 */
record LiveDecision(
        String id,
        long at,
        String pool,
        String goal,
        String strategy,
        String kind,
        String model,
        String key,
        String why,
        List<CandidateTick> candidates,
        List<LeftOut> exclusions) {

    /**
     * One candidate.
     *
     * @param model its id
     * @param why explanation of its rank
     * @param probability probability of selection
     * @param score score of the strategy
     * @param seconds expected seconds to a whole answer when idle
     * @param ttft expected seconds to a first token by streams; NaN without recent ones
     * @param successRate probability that the call succeeds
     * @param cost expected US dollars
     * @param inFlight calls in flight there
     * @param capacity calls it serves at once without a queue
     */
    record CandidateTick(
            String model,
            String why,
            double probability,
            double score,
            double seconds,
            double ttft,
            double successRate,
            double cost,
            int inFlight,
            double capacity) {

        static CandidateTick of(Standing standing, double ttft, String why) {
            return new CandidateTick(
                    standing.model().id(),
                    why,
                    standing.probability(),
                    standing.score(),
                    standing.ttft() + standing.prefill() + standing.tpot() * standing.outputTokens(),
                    ttft,
                    standing.successRate(),
                    standing.cost(),
                    standing.inFlight(),
                    standing.capacity());
        }
    }

    /**
     * An excluded model.
     *
     * @param model its id
     * @param why the reason
     */
    record LeftOut(String model, String why) {}

    static LiveDecision of(SampledDecision sample, Map<String, ModelSnapshot> models) {
        Explanation explanation = sample.explanation();
        Map<String, String> words = ExplanationText.of(explanation);
        String picked = sample.model().id();
        return new LiveDecision(
                sample.id(),
                sample.atMillis(),
                explanation.pool(),
                explanation.goal(),
                explanation.strategy(),
                explanation.kind().toString(),
                picked,
                TrafficCounters.key(picked, sample.operation()),
                words.getOrDefault(picked, ""),
                explanation.standings().stream()
                        .map(standing -> CandidateTick.of(
                                standing,
                                measuredTtft(models.get(
                                        TrafficCounters.key(standing.model().id(), sample.operation()))),
                                words.getOrDefault(standing.model().id(), "")))
                        .toList(),
                explanation.exclusions().stream()
                        .map(exclusion -> new LeftOut(exclusion.model(), words.getOrDefault(exclusion.model(), "")))
                        .toList());
    }

    private static double measuredTtft(@Nullable ModelSnapshot model) {
        return model == null ? Double.NaN : model.statistics().measuredTtft();
    }
}
