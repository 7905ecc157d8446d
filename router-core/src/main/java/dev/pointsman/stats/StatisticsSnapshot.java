package dev.pointsman.stats;

/**
 * Snapshot of a model's statistics, for display.
 *
 * @param ttft expected time to first token, in seconds, as decisions use it; without streams a split of whole answers,
 *     which is right only in sum with the time of the tokens
 * @param measuredTtft expected time to first token, in seconds, by streams alone; NaN without recent ones
 * @param tpot expected time per output token, in seconds
 * @param samples decayed number of recent latency samples
 * @param successRate probability that the next call succeeds
 * @param timeToFailure mean time a failing call takes to fail, in seconds
 * @param meanCost decayed mean cost of a call, in US dollars; 0 before the first
 * @param inFlight calls in flight
 * @param capacity learned number of calls served at once without waiting
 * @param successes calls that succeeded since the start
 * @param failures calls that failed by the model's fault since the start
 * @param ignored calls since the start whose end said nothing about the model
 */
public record StatisticsSnapshot(
        double ttft,
        double measuredTtft,
        double tpot,
        double samples,
        double successRate,
        double timeToFailure,
        double meanCost,
        int inFlight,
        double capacity,
        long successes,
        long failures,
        long ignored) {}
