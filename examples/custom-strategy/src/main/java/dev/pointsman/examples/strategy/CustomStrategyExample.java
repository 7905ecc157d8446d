package dev.pointsman.examples.strategy;

import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StrategyProvider;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Comparison of the strategy with built-in ones in the simulator: an hour of calls in virtual time. */
public final class CustomStrategyExample {
    private static final List<String> COMPARED = List.of(BestInTime.NAME, "speed", "ordered");

    private CustomStrategyExample() {}

    /**
     * Prints a line for each strategy.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.out.println("strategy       good model   median     p99   failures");
        COMPARED.forEach(name -> {
            SimulationResult result = Simulation.of(EveningWorld.create(), 1).run(strategy(name));
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %10.0f %% %6.1f s %5.1f s %8.1f %%%n",
                    name,
                    100 * result.shares().getOrDefault(EveningWorld.GOOD, 0.0),
                    result.medianLatency(),
                    result.p99Latency(),
                    100 * result.failureRate());
        });
    }

    /** Returns a strategy by its name; the ServiceLoader finds plugins like the built-in ones. */
    static RoutingStrategy strategy(String name) {
        return ServiceLoader.load(StrategyProvider.class).stream()
                .flatMap(provider -> provider.get().strategies().stream())
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
