package dev.pointsman.replay.simulator;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Specification of a simulated provider with one model.
 *
 * @param name its name, also the model's id; not blank
 * @param price its prices; null if unknown
 * @param ttft seconds from the start of a call's service to its first token
 * @param tpot seconds per output token after it
 * @param secondsPerInputToken seconds that each token of the prompt adds before the first token; at least 0
 * @param capacity number of calls it serves at once; others wait in a queue; 0 for no limit
 * @param perMinute rate limit in calls per minute; others get 429; 0 for no limit
 * @param retryAfter whether a 429 has a {@code Retry-After} until the next minute
 * @param errorRate share of calls that fail with a server error in the normal regime; 0 to 1
 * @param errorSeconds seconds until an error response; at least 0
 * @param joinsAt seconds after the beginning at which the routers get the model; 0 for from the beginning
 * @param phases intervals with another regime
 * @param drift drift of its speed
 * @param quality quality of its answers, over 0 and at most 1
 * @param tier its tier in the pool
 * @param account the account whose rate limit its calls count in, together with those of other providers of the same
 *     account, whose limit must be the same; not blank
 */
public record ProviderSpec(
        String name,
        @Nullable Pricing price,
        LogNormal ttft,
        LogNormal tpot,
        double secondsPerInputToken,
        int capacity,
        int perMinute,
        boolean retryAfter,
        double errorRate,
        double errorSeconds,
        double joinsAt,
        List<Phase> phases,
        Drift drift,
        double quality,
        Tier tier,
        String account) {

    /**
     * Checks the ranges and copies the phases.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ProviderSpec {
        SimulationPreconditions.require(!name.isBlank(), "name", name, "not blank");
        SimulationPreconditions.require(
                secondsPerInputToken >= 0, "secondsPerInputToken", secondsPerInputToken, ">= 0");
        SimulationPreconditions.require(capacity >= 0, "capacity", capacity, ">= 0");
        SimulationPreconditions.require(perMinute >= 0, "perMinute", perMinute, ">= 0");
        SimulationPreconditions.require(errorRate >= 0 && errorRate <= 1, "errorRate", errorRate, ">= 0 and <= 1");
        SimulationPreconditions.require(errorSeconds >= 0, "errorSeconds", errorSeconds, ">= 0");
        SimulationPreconditions.require(joinsAt >= 0, "joinsAt", joinsAt, ">= 0");
        SimulationPreconditions.require(!account.isBlank(), "account", account, "not blank");
        phases = List.copyOf(phases);
    }

    /**
     * Returns a builder with every value but the name at its default.
     *
     * @param name the provider's name
     * @return a new builder
     */
    public static ProviderSpecBuilder builder(String name) {
        return new ProviderSpecBuilder().name(name);
    }

    /**
     * Returns a builder with the values of this provider.
     *
     * @return a new builder
     */
    public ProviderSpecBuilder toBuilder() {
        return new ProviderSpecBuilder(this);
    }

    Model model() {
        return Model.builder(name, account).price(price).quality(quality).build();
    }

    /**
     * Returns the mean seconds of a whole answer in the normal regime, without queueing.
     *
     * @param inputTokens tokens of the prompt to process; at least 0
     * @param outputTokens tokens of the answer; at least 0
     * @return seconds
     */
    public double meanService(double inputTokens, double outputTokens) {
        return meanService(1, inputTokens, outputTokens, SimulatedProvider.OUTLIER_MEAN);
    }

    /** Returns the mean seconds of a whole answer without queueing. */
    double meanService(double slowdown, double inputTokens, double outputTokens, double outliers) {
        double first = ttft.mean() * outliers + secondsPerInputToken * inputTokens;
        return slowdown * (first + outputTokens * tpot.mean());
    }
}
