package dev.pointsman.replay.simulator;

import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.replay.simulator.World.Outage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content of a scenario file; missing values have defaults. */
record ScenarioFile(
        @Nullable String name,
        @Nullable Double seconds,
        @Nullable Integer routers,
        @Nullable Long seed,
        @Nullable List<String> strategies,
        @Nullable TrafficFile traffic,
        @Nullable Outage outage,
        @Nullable List<ProviderFile> providers) {
    private static final double HOUR = 3600;

    /** Traffic: a trace, or a rate and lengths. */
    record TrafficFile(
            @Nullable String trace,
            @Nullable Double perSecond,
            @Nullable LogNormal inputTokens,
            @Nullable LogNormal outputTokens) {

        Traffic read(Path scenario) throws IOException {
            if (trace != null) {
                return TraceTraffic.read(scenario.resolveSibling(trace));
            }
            FittedTraffic fitted = FittedTraffic.CONVERSATIONS;
            return new FittedTraffic(
                    or(perSecond, fitted.perSecond()),
                    or(inputTokens, fitted.inputTokens()),
                    or(outputTokens, fitted.outputTokens()),
                    fitted.mostInputTokens(),
                    fitted.mostOutputTokens());
        }
    }

    /** Provider; its fields are those of {@link ProviderSpec}. */
    record ProviderFile(
            String name,
            @Nullable PriceFile price,
            @Nullable LogNormal ttft,
            @Nullable LogNormal tpot,
            @Nullable Double secondsPerInputToken,
            @Nullable Integer capacity,
            @Nullable Integer perMinute,
            @Nullable Boolean retryAfter,
            @Nullable Double errorRate,
            @Nullable Double errorSeconds,
            @Nullable Double joinsAt,
            @Nullable List<PhaseFile> phases,
            @Nullable Drift drift,
            @Nullable Double quality,
            @Nullable Tier tier,
            @Nullable String account) {

        ProviderSpec toSpec() {
            SimulationPreconditions.require(name != null && !name.isBlank(), "providers.name", "" + name, "not blank");
            ProviderSpec usual = ProviderSpec.builder(name).build();
            return new ProviderSpec(
                    name,
                    price == null ? null : Pricing.of(price.input, price.output),
                    or(ttft, usual.ttft()),
                    or(tpot, usual.tpot()),
                    or(secondsPerInputToken, usual.secondsPerInputToken()),
                    or(capacity, usual.capacity()),
                    or(perMinute, usual.perMinute()),
                    or(retryAfter, usual.retryAfter()),
                    or(errorRate, usual.errorRate()),
                    or(errorSeconds, usual.errorSeconds()),
                    or(joinsAt, usual.joinsAt()),
                    phases == null
                            ? List.of()
                            : phases.stream().map(PhaseFile::toPhase).toList(),
                    or(drift, usual.drift()),
                    or(quality, usual.quality()),
                    or(tier, usual.tier()),
                    or(account, name));
        }
    }

    /** Prices in US dollars per million tokens. */
    record PriceFile(double input, double output) {}

    /** Phase; its slowdown and errors change linearly to those of its end, if it has any. */
    record PhaseFile(
            double from,
            double until,
            @Nullable Double slowdown,
            @Nullable Double errorRate,
            @Nullable Boolean silent,
            @Nullable Double slowdownAtEnd,
            @Nullable Double errorRateAtEnd) {

        Phase toPhase() {
            Regime regime = new Regime(or(slowdown, 1.0), or(errorRate, 0.0), or(silent, false));
            Regime end = new Regime(
                    or(slowdownAtEnd, regime.slowdown()), or(errorRateAtEnd, regime.errorRate()), regime.silent());
            return new Phase(from, until, regime, end.equals(regime) ? regime : end);
        }
    }

    Scenario toScenario(Path file) throws IOException {
        SimulationPreconditions.require(providers != null && !providers.isEmpty(), "providers", "[]", "at least one");
        Traffic calls = traffic == null ? FittedTraffic.CONVERSATIONS : traffic.read(file);
        World world = new World(
                or(name, String.valueOf(file.getFileName())),
                or(providers, List.<ProviderFile>of()).stream()
                        .map(ProviderFile::toSpec)
                        .toList(),
                calls,
                or(seconds, HOUR),
                or(routers, 1),
                outage);
        return new Scenario(world, or(strategies, List.of("speed", "balanced", "cost")), or(seed, 1L));
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
