package dev.pointsman.replay.simulator;

import dev.pointsman.decisionlog.DecisionListener;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A synthetic week of calls, with the default policy and an exploration floor, so that the log supports estimates of
 * other policies.
 *
 * @param calls expected number of calls in a week; over 0
 * @param days number of simulated days from Monday on; over 0
 * @param floor the share of calls spread evenly over all models; from 0 to under 1
 * @param seed seed of all random numbers
 */
public record SyntheticWeek(double calls, double days, double floor, long seed) {
    private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");
    private static final double NANOS = 1e9;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;
    private static final double WEEK = 7 * DAY;
    private static final double SWING = .8;
    private static final double WEEKEND = .5;
    private static final double SECONDS_IN_FLIGHT = 6; // capacity for a model that gets every call, at the mean rate
    private static final int LEAST_CAPACITY = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public SyntheticWeek {
        require(calls > 0 && calls <= 1e9, "calls", calls, "> 0 and <= 1,000,000,000");
        require(days > 0 && days <= 366, "days", days, "> 0 and <= 366");
    }

    /**
     * Simulates the days.
     *
     * @param records consumer of every decision when its attempt has ended
     * @return the result of the calls
     */
    public SimulationResult simulate(Consumer<? super LoggedDecision> records) {
        RoutingStrategy balanced = WeightedStrategy.of("balanced", GoalWeights.BALANCED);
        RoutingStrategy exploring = RoutingStrategy.wrapping(
                balanced.name(), balanced, balanced.scorer(), balanced.picker().withFloor(floor));
        ListenerFactory listening = (router, seconds) -> {
            InstantSource time = () -> MONDAY.plusNanos(Math.round(seconds.getAsDouble() * NANOS));
            return new DecisionListener("week", time, records);
        };
        return Simulation.of(world(), seed).run(exploring, Map.of(), listening);
    }

    /**
     * Returns the simulated world.
     *
     * @return the world
     */
    public World world() {
        double perSecond = calls / WEEK;
        DailyTraffic traffic = new DailyTraffic(FittedTraffic.CONVERSATIONS.withRate(perSecond), SWING, WEEKEND);
        int capacity = (int) Math.max(LEAST_CAPACITY, Math.round(SECONDS_IN_FLIGHT * perSecond));
        return new World("week", providers(capacity), traffic, days * DAY, 1, null);
    }

    /**
     * Returns the share of the simulated days before a time.
     *
     * @param time a time within the simulated days
     * @return the share, 0 to 1
     */
    public double share(Instant time) {
        return Duration.between(MONDAY, time).toSeconds() / (days * DAY);
    }

    private static List<ProviderSpec> providers(int capacity) {
        List<ProviderSpec> providers = new ArrayList<>();
        List<ProviderSpec> usual = Worlds.providers();
        for (int i = 0; i < usual.size(); i++) {
            ProviderSpecBuilder provider =
                    usual.get(i).toBuilder().capacity(capacity).drift(new Drift(.1, HOUR / 2, 300.0 * i));
            troubles(i).forEach(provider::phase);
            providers.add(provider.build());
        }
        return providers;
    }

    /** Returns the outages and slowdowns of a provider. */
    private static List<Phase> troubles(int provider) {
        return switch (provider) {
            case 0 ->
                List.of(
                        at(0, 14, 10, Regime.DOWN), // Monday, in the busiest hour
                        at(2, 10, 40, Regime.slower(4)),
                        at(5, 3, 120, Regime.failing(.05)));
            case 1 -> List.of(at(0, 10, 30, Regime.slower(3)), at(3, 20, 8, Regime.SILENT));
            case 2 -> List.of(at(4, 15, 25, Regime.failing(.3)));
            case 3 -> List.of(at(1, 16, 15, Regime.DOWN), at(6, 12, 300, Regime.slower(1.5)));
            default -> List.of();
        };
    }

    private static Phase at(int day, double hour, double minutes, Regime regime) {
        double from = day * DAY + hour * HOUR;
        return Phase.of(from, from + 60 * minutes, regime);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
