package dev.pointsman.replay.simulator;

/** Speed of a provider as numbers, for tests of other packages. */
public record ProviderSpeed(double ttft, double ttftLogSd, double tpot, double tpotLogSd) {

    public static ProviderSpeed of(ProviderSpec spec) {
        return new ProviderSpeed(
                spec.ttft().median(),
                spec.ttft().logSd(),
                spec.tpot().median(),
                spec.tpot().logSd());
    }
}
