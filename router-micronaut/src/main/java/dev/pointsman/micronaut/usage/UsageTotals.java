package dev.pointsman.micronaut.usage;

import dev.pointsman.model.Usage;
import java.util.Arrays;

/**
 * Sums of usage.
 *
 * @param calls answered calls
 * @param failed calls without an answer
 * @param refused calls that were not admitted
 * @param inputTokens tokens of prompts, those read from and written to caches among them
 * @param cachedTokens tokens read from caches of providers
 * @param cacheWriteTokens tokens written to caches of providers
 * @param outputTokens tokens of answers, reasoning among them
 * @param cost US dollars, as the prices say
 * @param estimatedCost the part of the cost that is estimated, as the provider told no usage
 * @param fallbackCost the part of the cost of answers that another model than the first one gave, and of attempts that were
 *     lost
 * @param cacheSavings US dollars that cached tokens would have cost more without the cache, less the price of writes
 * @param unpricedTokens tokens of models without a price, missing in the cost
 * @param sessionTurns calls of sessions that a model had served before
 * @param sessionSwitches calls among them whose first attempt went to another model than the one that served last
 * @param cachedCalls calls answered from the cache of responses, or by an identical call; not among the answered ones
 * @param responseSavings US dollars that their answers had cost
 */
public record UsageTotals(
        long calls,
        long failed,
        long refused,
        long inputTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long outputTokens,
        double cost,
        double estimatedCost,
        double fallbackCost,
        double cacheSavings,
        long unpricedTokens,
        long sessionTurns,
        long sessionSwitches,
        long cachedCalls,
        double responseSavings) {

    private static final int FIELDS = 16;

    /** No usage. */
    public static final UsageTotals NONE = new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static final UsageTotals TURN = new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    static final UsageTotals SWITCH = new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0);

    /**
     * Returns the usage of a call that was answered from the cache of responses.
     *
     * @param saved US dollars that the answer had cost
     * @return the usage
     */
    public static UsageTotals cached(double saved) {
        return new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, saved);
    }

    static UsageTotals of(double[] sums) {
        double[] all = Arrays.copyOf(sums, FIELDS); // zeros at the end may be missing
        return new UsageTotals(
                Math.round(all[0]),
                Math.round(all[1]),
                Math.round(all[2]),
                Math.round(all[3]),
                Math.round(all[4]),
                Math.round(all[5]),
                Math.round(all[6]),
                all[7],
                all[8],
                all[9],
                all[10],
                Math.round(all[11]),
                Math.round(all[12]),
                Math.round(all[13]),
                Math.round(all[14]),
                all[15]);
    }

    /** Returns the usage of a probe, which is no call; its cost is NaN without a price. */
    static UsageTotals probe(Usage usage, double cost) {
        boolean priced = !Double.isNaN(cost);
        int input = usage.inputTokens();
        int output = usage.outputTokens();
        return of(new double[] {
            0,
            0,
            0,
            input,
            usage.cachedTokens(),
            usage.cacheWriteTokens(),
            output,
            priced ? cost : 0,
            0,
            0,
            0,
            priced ? 0 : input + output
        });
    }

    /** Returns the figures in their order, which never changes: further ones are added at the end. */
    double[] toArray() {
        return new double[] {
            calls,
            failed,
            refused,
            inputTokens,
            cachedTokens,
            cacheWriteTokens,
            outputTokens,
            cost,
            estimatedCost,
            fallbackCost,
            cacheSavings,
            unpricedTokens,
            sessionTurns,
            sessionSwitches,
            cachedCalls,
            responseSavings
        };
    }

    /**
     * Returns the sum of two.
     *
     * @param other the other one
     * @return the sum
     */
    public UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                calls + other.calls,
                failed + other.failed,
                refused + other.refused,
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                cacheWriteTokens + other.cacheWriteTokens,
                outputTokens + other.outputTokens,
                cost + other.cost,
                estimatedCost + other.estimatedCost,
                fallbackCost + other.fallbackCost,
                cacheSavings + other.cacheSavings,
                unpricedTokens + other.unpricedTokens,
                sessionTurns + other.sessionTurns,
                sessionSwitches + other.sessionSwitches,
                cachedCalls + other.cachedCalls,
                responseSavings + other.responseSavings);
    }
}
